/**
 * JPEG without what is no picture: no EXIF (where it was taken, by which
 * camera), no comments, no thumbnails, nothing behind its end.
 */
import {
  BadPicture,
  begins,
  Cursor,
  joined,
  type Size,
  type Stripped,
} from "./_picture_bytes.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** Segments that the picture itself consists of: frames, tables, restart interval. */
function isPicture(marker: number): boolean {
  return isFrame(marker) || marker === 0xc4 || marker === 0xcc ||
    marker === 0xdb || marker === 0xdd;
}

/** A header of a frame: baseline, extended, progressive or lossless. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(
    marker,
  );
}

/** @throws BadPicture */
export function stripJpeg(bytes: Uint8Array): Stripped {
  const file = new Cursor(bytes);
  const kept: Uint8Array[] = [file.take(2)];
  if (kept[0]![1] !== SOI) throw new BadPicture("damaged");
  let size: Size | null = null;
  let turned: Uint8Array | null = null;
  let scans = 0;
  for (;;) {
    if (file.byte() !== 0xff) throw new BadPicture("damaged");
    let marker = file.byte();
    while (marker === 0xff) marker = file.byte();
    if (marker === EOI) break;
    const length = file.uint16();
    const body = file.take(length - 2);
    if (isFrame(marker)) {
      // A second frame would be a second picture with a size of its own.
      if (size) throw new BadPicture("damaged");
      size = sizeOf(body);
    }
    if (marker === 0xe1) turned ??= orientation(body);
    if (marker === SOS) {
      if (!size) throw new BadPicture("damaged");
      if (scans++ === 0 && turned) kept.splice(1, 0, turned);
      kept.push(segment(marker, body), scan(file));
    } else if (isPicture(marker)) kept.push(segment(marker, body));
    else if (marker === 0xe0 && begins(body, "JFIF\0") && body.length >= 14) {
      // Its thumbnail, if it has one, is another picture.
      const plain = body.slice(0, 14);
      plain.fill(0, 12);
      kept.push(segment(marker, plain));
    } else if (marker === 0xee && body.length === 12 && begins(body, "Adobe")) {
      // Says how colours are stored, and nothing else.
      kept.push(segment(marker, body));
    } else if (!(marker >= 0xe0 && marker <= 0xef || marker === 0xfe)) {
      throw new BadPicture("damaged");
    }
  }
  if (!size || scans === 0) throw new BadPicture("damaged");
  kept.push(Uint8Array.of(0xff, EOI));
  return { ...size, bytes: joined(kept) };
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return joined([
    Uint8Array.of(0xff, marker, length >> 8, length & 0xff),
    body,
  ]);
}

function sizeOf(frame: Uint8Array): Size {
  const header = new Cursor(frame);
  header.take(1);
  return { height: header.uint16(), width: header.uint16() };
}

/** The compressed rows up to the next marker that is none of theirs. */
function scan(file: Cursor): Uint8Array {
  const { bytes, at } = file;
  for (let end = at; end + 1 < bytes.length; end++) {
    if (bytes[end] !== 0xff) continue;
    const next = bytes[end + 1]!;
    if (next === 0 || next === 0xff || next >= 0xd0 && next <= 0xd7) continue;
    return file.take(end - at);
  }
  throw new BadPicture("damaged");
}

/**
 * A telephone stores its pictures lying down and says in EXIF how to turn
 * them. Only that one number is kept, in an EXIF of our own.
 */
function orientation(body: Uint8Array): Uint8Array | null {
  if (!begins(body, "Exif\0\0")) return null;
  try {
    const tiff = new Cursor(body.subarray(6));
    const little = tiff.uint16() === 0x4949;
    tiff.take(2);
    tiff.at = tiff.uint32(little);
    for (let left = tiff.uint16(little); left > 0; left--) {
      const tag = tiff.uint16(little);
      const kind = tiff.uint16(little);
      tiff.take(4);
      const value = tiff.uint16(little);
      tiff.take(2);
      if (tag !== 0x0112) continue;
      return kind === 3 && value > 1 && value <= 8 ? turnedBy(value) : null;
    }
  } catch {
    // An EXIF that cannot be read goes like any other.
  }
  return null;
}

function turnedBy(value: number): Uint8Array {
  const text = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" +
    `${String.fromCharCode(value)}\0\0\0\0\0\0`;
  return segment(0xe1, Uint8Array.from(text, (one) => one.charCodeAt(0)));
}
