/** Makes a picture of a page small: a page has few colours, a PNG as taken keeps room for all. */
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

interface Raw {
  readonly width: number;
  readonly height: number;
  /** Bytes per pixel: 3, or 4 with transparency, which is left out. */
  readonly depth: number;
  readonly pixels: Uint8Array;
}

/** Undoes what a PNG does to each line before it is packed. */
function decode(png: Uint8Array): Raw {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const packed: Uint8Array[] = [];
  let [width, height, depth] = [0, 0, 0];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const data = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") {
      [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      depth = data[9] === 6 ? 4 : 3;
    }
    if (name === "IDAT") packed.push(data);
    at += 12 + length;
  }
  const lines = inflateSync(join(packed));
  const stride = width * depth;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x < depth ? 0 : pixels[y * stride + x - depth]!;
      const up = y === 0 ? 0 : pixels[(y - 1) * stride + x]!;
      const corner = x < depth || y === 0
        ? 0
        : pixels[(y - 1) * stride + x - depth]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      pixels[y * stride + x] = lines[y * (stride + 1) + 1 + x]! +
        guess[filter]!;
    }
  }
  return { width, height, depth, pixels };
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const far = [left, up, corner].map((one) => Math.abs(sum - one));
  if (far[0]! <= far[1]! && far[0]! <= far[2]!) return left;
  return far[1]! <= far[2]! ? up : corner;
}

/** The same picture in at most 256 colours: its most frequent ones, the others by the nearest. */
export function shrink(png: Uint8Array): Uint8Array {
  const { width, height, depth, pixels } = decode(png);
  const counts = new Map<number, number>();
  const colourAt = (pixel: number) =>
    pixels[pixel * depth]! << 16 | pixels[pixel * depth + 1]! << 8 |
    pixels[pixel * depth + 2]!;
  for (let i = 0; i < width * height; i++) {
    const colour = colourAt(i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  for (const colour of counts.keys()) {
    if (!places.has(colour)) places.set(colour, nearest(palette, colour));
  }
  const lines = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      lines[y * (width + 1) + 1 + x] = places.get(colourAt(y * width + x))!;
    }
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 3, 0, 0, 0], 8);
  return join([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", head),
    chunk(
      "PLTE",
      Uint8Array.from(palette.flatMap((c) => [c >> 16, c >> 8 & 255, c & 255])),
    ),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

function nearest(palette: readonly number[], colour: number): number {
  let [best, least] = [0, Infinity];
  for (const [place, one] of palette.entries()) {
    let far = 0;
    for (const shift of [16, 8, 0]) {
      far += ((one >> shift & 255) - (colour >> shift & 255)) ** 2;
    }
    if (far < least) [best, least] = [place, far];
  }
  return best;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = join([new TextEncoder().encode(name), data]);
  const frame = new Uint8Array(body.length + 8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  frame.set(body, 4);
  view.setUint32(body.length + 4, checksum(body));
  return frame;
}

/** CRC-32, as PNG wants it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(
    parts.reduce((all, { length }) => all + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
