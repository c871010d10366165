/** PNG without texts, EXIF, times, profiles, animation, and whatever follows its end. */
import {
  ascii,
  BadPicture,
  Cursor,
  joined,
  type Size,
  type Stripped,
} from "./_picture_bytes.ts";

/** What the picture itself consists of. Whatever is not named here goes. */
const KEPT = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs".split(" "),
);
/** Bit depths that each colour type may have. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n;
});

/** The checksum of a chunk's name and body. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ crc >>> 8;
  return ~crc >>> 0;
}

/** @throws BadPicture */
export function stripPng(bytes: Uint8Array): Stripped {
  const file = new Cursor(bytes);
  const kept: Uint8Array[] = [file.take(8)];
  let size: Size | null = null;
  let hasData = false;
  for (;;) {
    const start = file.at;
    const length = file.uint32();
    const name = ascii(file.take(4));
    const body = file.take(length);
    const sum = crc32(bytes.subarray(start + 4, file.at));
    if (file.uint32() !== sum || !/^[A-Za-z]{4}$/.test(name)) {
      throw new BadPicture("damaged");
    }
    if ((name === "IHDR") !== (size === null)) throw new BadPicture("damaged");
    size ??= sizeOf(body);
    if (name === "IDAT") hasData = true;
    if (KEPT.has(name)) kept.push(bytes.subarray(start, file.at));
    // A part we do not know that the picture cannot do without.
    else if (name[0]! < "a") throw new BadPicture("damaged");
    if (name === "IEND") break;
  }
  if (!hasData) throw new BadPicture("damaged");
  return { ...size, bytes: joined(kept) };
}

function sizeOf(header: Uint8Array): Size {
  const file = new Cursor(header);
  const size = { width: file.uint32(), height: file.uint32() };
  const depth = file.byte();
  const right = DEPTHS[file.byte()]?.includes(depth) && file.byte() === 0 &&
    file.byte() === 0 && file.byte() <= 1;
  if (!right || header.length !== 13) throw new BadPicture("damaged");
  return size;
}
