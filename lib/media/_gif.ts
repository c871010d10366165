/** GIF, moving ones too: measured, and without comments and whatever follows its end. */
import { ascii, Cursor, Damaged, type Reading } from "./bytes.ts";
import { Parts } from "./parts.ts";
import type { Picture } from "./picture.ts";

/** Says how often it runs; other programs' notes go. */
const LOOPS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0"]);

/** @throws Damaged */
export function* readGif(length: number): Reading<Picture> {
  const file = new Cursor(length);
  const parts = new Parts();
  yield* file.take(6);
  const width = yield* file.uint16(true);
  const height = yield* file.uint16(true);
  const flags = yield* file.byte();
  file.pass(2 + tableSize(flags));
  parts.keep(0, file.at);
  let frames = 0;
  for (;;) {
    const start = file.at;
    // Cut off: what there is can be shown.
    if (file.left === 0 && frames > 0) break;
    const kind = yield* file.byte();
    if (kind === 0x3b) {
      parts.keep(start, file.at);
      break;
    }
    if (kind === 0x21) {
      const label = yield* file.byte();
      const first = label === 0xff ? ascii(yield* file.peek(12)).slice(1) : "";
      yield* passBlocks(file);
      if (label === 0xf9 || LOOPS.has(first)) parts.keep(start, file.at);
    } else if (kind === 0x2c) {
      const x = yield* file.uint16(true);
      const y = yield* file.uint16(true);
      const w = yield* file.uint16(true);
      const h = yield* file.uint16(true);
      if (w === 0 || h === 0 || x + w > width || y + h > height) {
        throw new Damaged("a frame");
      }
      file.pass(tableSize(yield* file.byte()) + 1);
      yield* passBlocks(file);
      frames++;
      parts.keep(start, file.at);
    } else throw new Damaged("an unknown block");
  }
  if (frames === 0) throw new Damaged("no picture");
  const clean = parts.unlessWhole(length);
  return { width, height, turned: 1, frames, clean };
}

function tableSize(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Passes over data in pieces of at most 255 bytes. */
function* passBlocks(file: Cursor): Reading<void> {
  for (let size = yield* file.byte(); size > 0; size = yield* file.byte()) {
    // A last frame that was cut off is still a frame.
    if (size > file.left) return file.pass(file.left);
    file.pass(size);
    if (file.left === 0) return;
  }
}
