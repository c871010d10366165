/** Picture files made by hand, so that every byte of them is known. */
import { crc32 } from "@/lib/accounts/_picture_png.ts";
import { deflateSync } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes out of numbers, ASCII texts and other bytes. */
export function bytes(...parts: (number | string | Uint8Array)[]): Bytes {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number"
        ? [part]
        : typeof part === "string"
        ? [...part].map((one) => one.charCodeAt(0))
        : [...part]
    ),
  );
}

const big32 = (n: number) =>
  Uint8Array.of(n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255);
const little32 = (n: number) => big32(n).reverse();
const big16 = (n: number) => Uint8Array.of(n >> 8, n & 255);

/** Where a telephone thinks it is. */
export const GPS = "GPSLatitude 52.5163 GPSLongitude 13.3777";

/** A segment of a JPEG. */
export function segment(marker: number, body: Uint8Array): Bytes {
  return bytes(0xff, marker, big16(body.length + 2), body);
}

/** An EXIF with an orientation and a place. */
export function exif(orientation: number): Bytes {
  const entry = bytes(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0);
  const body = bytes("Exif\0\0MM\0*", 0, 0, 0, 8, 0, 1, entry, 0, 0, 0, 0, GPS);
  return segment(0xe1, body);
}

/** A JPEG with so many pixels, with `extra` before its frame. */
export function jpeg(
  { width = 40, height = 30, extra = bytes() }: {
    width?: number;
    height?: number;
    extra?: Uint8Array;
  } = {},
): Bytes {
  const frame = bytes(8, big16(height), big16(width), 1, 1, 0x11, 0);
  return bytes(
    0xff,
    0xd8,
    segment(0xe0, bytes("JFIF\0", 1, 1, 0, 0, 1, 0, 1, 0, 0)),
    extra,
    segment(0xdb, bytes(0, new Uint8Array(64).fill(1))),
    segment(0xc0, frame),
    segment(0xda, bytes(1, 1, 0, 0, 63, 0)),
    // Compressed rows with a stuffed byte and a restart marker in them.
    bytes(0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56),
    bytes(0xff, 0xd9),
  );
}

/** A chunk of a PNG. */
export function chunk(name: string, body: Uint8Array): Bytes {
  const named = bytes(name, body);
  return bytes(big32(body.length), named, big32(crc32(named)));
}

/** A PNG of one colour, with `extra` before its data. */
export function png(
  { width = 40, height = 30, extra = bytes(), pixels = true }: {
    width?: number;
    height?: number;
    extra?: Uint8Array;
    /** Without, the data is none: only the header is what it says. */
    pixels?: boolean;
  } = {},
): Bytes {
  const lines = new Uint8Array(pixels ? (width * 3 + 1) * height : 1).fill(90);
  if (pixels) {
    for (let y = 0; y < height; y++) {
      lines[y * (width * 3 + 1)] = 0;
    }
  }
  return bytes(
    "\x89PNG\r\n\x1a\n",
    chunk("IHDR", bytes(big32(width), big32(height), 8, 2, 0, 0, 0)),
    extra,
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", bytes()),
  );
}

/** A part of a WebP. */
export function riff(name: string, body: Uint8Array): Bytes {
  return bytes(
    name,
    little32(body.length),
    body,
    new Uint8Array(body.length % 2),
  );
}

/** A WebP with so many pixels, with `extra` behind its data. */
export function webp(
  { width = 40, height = 30, extra = bytes() }: {
    width?: number;
    height?: number;
    extra?: Uint8Array;
  } = {},
): Bytes {
  const side = (n: number) => little32(n).slice(0, 2);
  const data = bytes(0x10, 0, 0, 0x9d, 1, 0x2a, side(width), side(height), 7);
  const canvas = (n: number) => little32(n - 1).slice(0, 3);
  const about = bytes(0x1c, 0, 0, 0, canvas(width), canvas(height));
  const inner = bytes("WEBP", riff("VP8X", about), riff("VP8 ", data), extra);
  return riff("RIFF", inner);
}

/** A GIF of two frames with a comment. */
export function gif({ width = 40, height = 30 } = {}): Bytes {
  const side = (n: number) => little32(n).slice(0, 2);
  const frame = bytes(
    bytes(0x21, 0xf9, 4, 0, 9, 0, 0, 0),
    bytes(0x2c, 0, 0, 0, 0, side(width), side(height), 0),
    bytes(2, 2, 0x4c, 1, 0),
  );
  return bytes(
    "GIF89a",
    side(width),
    side(height),
    bytes(0x80, 0, 0, 0, 0, 0, 255, 255, 255),
    bytes(0x21, 0xfe, GPS.length, GPS, 0),
    frame,
    frame,
    0x3b,
  );
}
