/** WebP without EXIF, XMP and profiles, and without whatever follows its end. Still pictures only. */
import {
  ascii,
  BadPicture,
  begins,
  Cursor,
  joined,
  type Size,
  type Stripped,
} from "./_picture_bytes.ts";

/** The one flag of the extended header that may stay: it has transparency. */
const ALPHA = 0x10;

/** @throws BadPicture */
export function stripWebp(bytes: Uint8Array): Stripped {
  const outer = new Cursor(bytes);
  if (!begins(outer.take(4), "RIFF")) throw new BadPicture("damaged");
  const file = new Cursor(outer.take(outer.uint32(true)));
  if (!begins(file.take(4), "WEBP")) throw new BadPicture("damaged");
  const kept: Uint8Array[] = [];
  let canvas: Size | null = null;
  let size: Size | null = null;
  while (file.at < file.bytes.length) {
    const name = ascii(file.take(4));
    const body = file.take(file.uint32(true));
    if (body.length % 2 === 1) file.take(1);
    if (name === "VP8X") {
      if (canvas || kept.length > 0) throw new BadPicture("damaged");
      canvas = canvasOf(body);
      const plain = body.slice(0, 10);
      plain[0]! &= ALPHA;
      kept.push(chunk(name, plain));
    } else if (name === "VP8 " || name === "VP8L") {
      if (size) throw new BadPicture("damaged");
      size = name === "VP8 " ? lossySize(body) : losslessSize(body);
      kept.push(chunk(name, body));
    } else if (name === "ALPH") kept.push(chunk(name, body));
    else if (name === "ANIM" || name === "ANMF") throw new BadPicture("kind");
  }
  if (!size) throw new BadPicture("damaged");
  if (
    canvas && (canvas.width !== size.width || canvas.height !== size.height)
  ) {
    throw new BadPicture("damaged");
  }
  const inner = joined([Uint8Array.from("WEBP", code), ...kept]);
  return { ...size, bytes: chunk("RIFF", inner) };
}

const code = (one: string) => one.charCodeAt(0);

function chunk(name: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, body.length, true);
  const padding = new Uint8Array(body.length % 2);
  return joined([Uint8Array.from(name, code), size, body, padding]);
}

function uint24(bytes: Uint8Array, at: number): number {
  return bytes[at]! | bytes[at + 1]! << 8 | bytes[at + 2]! << 16;
}

function canvasOf(body: Uint8Array): Size {
  if (body.length < 10) throw new BadPicture("damaged");
  return { width: uint24(body, 4) + 1, height: uint24(body, 7) + 1 };
}

function lossySize(body: Uint8Array): Size {
  // A key frame, its start code, then the sides in 14 bits each.
  const right = body.length >= 10 && (body[0]! & 1) === 0 &&
    uint24(body, 3) === 0x2a019d;
  if (!right) throw new BadPicture("damaged");
  const file = new Cursor(body.subarray(6));
  const width = file.uint16(true) & 0x3fff;
  return { width, height: file.uint16(true) & 0x3fff };
}

function losslessSize(body: Uint8Array): Size {
  if (body.length < 5 || body[0] !== 0x2f) throw new BadPicture("damaged");
  const bits = new Cursor(body.subarray(1)).uint32(true);
  return { width: (bits & 0x3fff) + 1, height: (bits >>> 14 & 0x3fff) + 1 };
}
