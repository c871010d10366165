/** WebP, moving ones too: measured, and without EXIF, XMP and whatever follows its end. */
import {
  bytesOf,
  Cursor,
  Damaged,
  joined,
  type Part,
  type Reading,
  uint16,
  uint32,
} from "./bytes.ts";
import { Parts, sizeOf } from "./parts.ts";
import type { Picture, Size } from "./picture.ts";

/** Flags of the extended header: EXIF and XMP. */
const TOLD = 0x0c;

/** @throws Damaged */
export function* readWebp(length: number): Reading<Picture> {
  const outer = new Cursor(length);
  yield* outer.take(4);
  const end = 8 + (yield* outer.uint32(true));
  if (end > length) throw new Damaged("it ends too early");
  const file = new Cursor(end);
  file.at = 12;
  const parts = new Parts();
  let canvas: Size | null = null;
  let size: Size | null = null;
  let frames = 0;
  while (file.left > 0) {
    const start = file.at;
    const name = yield* file.text(4);
    const count = yield* file.uint32(true);
    const head = yield* file.peek(Math.min(count, 32));
    file.pass(count);
    if (count % 2 === 1 && file.left > 0) file.pass(1);
    switch (name) {
      case "VP8X": {
        if (canvas || start > 12) throw new Damaged("canvas");
        canvas = canvasIn(head);
        const told = head[0]! & TOLD;
        if (!told) parts.keep(start, file.at);
        else {
          parts.keep(start, start + 8);
          parts.put(Uint8Array.of(head[0]! & ~TOLD));
          parts.keep(start + 9, file.at);
        }
        break;
      }
      case "VP8 ":
      case "VP8L":
        if (size) throw new Damaged("two pictures");
        size = name === "VP8 " ? lossySize(head) : losslessSize(head);
        frames++;
        parts.keep(start, file.at);
        break;
      case "ANMF":
        if (!canvas || !isInside(head, canvas)) throw new Damaged("a frame");
        frames++;
        parts.keep(start, file.at);
        break;
      case "ICCP":
      case "ALPH":
      case "ANIM":
        parts.keep(start, file.at);
    }
  }
  if (canvas && size && !same(canvas, size)) throw new Damaged("two sizes");
  const shown = canvas ?? size;
  if (!shown || frames === 0) throw new Damaged("no picture");
  return { ...shown, turned: 1, frames, clean: whole(parts.all, length) };
}

/** The file around what is kept; null when that is all of it. */
function whole(
  all: readonly Part[],
  length: number,
): readonly Part[] | null {
  const [only, more] = all;
  const isSame = only && !more && "from" in only && only.from === 12 &&
    only.to === length;
  if (isSame) return null;
  const count = new Uint8Array(4);
  new DataView(count.buffer).setUint32(0, sizeOf(all) + 4, true);
  return [joined([bytesOf("RIFF"), count, bytesOf("WEBP")]), ...all];
}

function same(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function uint24(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at, true) | (bytes[at + 2] ?? 0) << 16;
}

function canvasIn(head: Uint8Array): Size {
  if (head.length < 10) throw new Damaged("a canvas");
  return { width: uint24(head, 4) + 1, height: uint24(head, 7) + 1 };
}

/** Does a frame stay within the picture? */
function isInside(head: Uint8Array, { width, height }: Size): boolean {
  return head.length >= 16 &&
    uint24(head, 0) * 2 + uint24(head, 6) + 1 <= width &&
    uint24(head, 3) * 2 + uint24(head, 9) + 1 <= height;
}

function lossySize(head: Uint8Array): Size {
  // A key frame, its start code, then the sides in 14 bits each.
  const right = head.length >= 10 && (head[0]! & 1) === 0 &&
    uint24(head, 3) === 0x2a019d;
  if (!right) throw new Damaged("no key frame");
  return {
    width: uint16(head, 6, true) & 0x3fff,
    height: uint16(head, 8, true) & 0x3fff,
  };
}

function losslessSize(head: Uint8Array): Size {
  if (head.length < 5 || head[0] !== 0x2f) throw new Damaged("no picture");
  const bits = uint32(head, 1, true);
  return { width: (bits & 0x3fff) + 1, height: (bits >>> 14 & 0x3fff) + 1 };
}
