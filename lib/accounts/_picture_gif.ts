/** The first frame of a GIF, without comments, other frames, and whatever follows. */
import {
  BadPicture,
  begins,
  Cursor,
  joined,
  type Stripped,
} from "./_picture_bytes.ts";

/** @throws BadPicture */
export function stripGif(bytes: Uint8Array): Stripped {
  const file = new Cursor(bytes);
  file.take(6);
  const width = file.uint16(true);
  const height = file.uint16(true);
  const flags = file.byte();
  file.take(2);
  const colours = file.take(tableSize(flags));
  const kept = [bytes.subarray(0, 13), colours];
  for (;;) {
    const start = file.at;
    const kind = file.byte();
    if (kind === 0x21) {
      const label = file.byte();
      blocks(file);
      // Says which colour is none, for the frame that follows.
      if (label === 0xf9) kept[2] = bytes.subarray(start, file.at);
    } else if (kind === 0x2c) {
      const place = [0, 1, 2, 3].map(() => file.uint16(true));
      const [x = 0, y = 0, w = 0, h = 0] = place;
      if (w === 0 || h === 0 || x + w > width || y + h > height) {
        throw new BadPicture("damaged");
      }
      file.take(tableSize(file.byte()));
      file.take(1);
      blocks(file);
      kept.push(bytes.subarray(start, file.at), Uint8Array.of(0x3b));
      return { width, height, bytes: joined(kept) };
    } else throw new BadPicture("damaged");
  }
}

/** Is it one? */
export function isGif(bytes: Uint8Array): boolean {
  return begins(bytes, "GIF87a") || begins(bytes, "GIF89a");
}

function tableSize(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Passes over data in pieces of at most 255 bytes. */
function blocks(file: Cursor): void {
  for (let size = file.byte(); size > 0; size = file.byte()) file.take(size);
}
