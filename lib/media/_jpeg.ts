/**
 * JPEG: measured, and without what is no picture. EXIF goes but for how the
 * picture is turned, and so do XMP, IPTC, comments, thumbnails, second pictures,
 * and whatever stands behind its end, where telephones put films.
 */
import {
  begins,
  bytesOf,
  Cursor,
  Damaged,
  joined,
  type Reading,
  uint16,
  uint32,
} from "./bytes.ts";
import { isProfile } from "./_profile.ts";
import { Parts } from "./parts.ts";
import type { Picture, Size } from "./picture.ts";

const EOI = 0xd9;
const SOS = 0xda;
/** Bytes looked at together while the end of a scan is looked for. */
const WINDOW = 32_768;
/** More are a picture made to keep a decoder busy. */
const SCANS_MOST = 200;

/** A header of a frame: baseline, extended, progressive or lossless. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf &&
    ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** @throws Damaged */
export function* readJpeg(length: number): Reading<Picture> {
  const file = new Cursor(length);
  const parts = new Parts();
  yield* file.take(2);
  parts.keep(0, 2);
  let size: Size | null = null;
  let turned = 1;
  let scans = 0;
  for (;;) {
    const start = file.at;
    if ((yield* file.byte()) !== 0xff) throw new Damaged("no marker");
    let marker = yield* file.byte();
    while (marker === 0xff) marker = yield* file.byte();
    if (marker === EOI) {
      parts.keep(file.at - 2, file.at);
      break;
    }
    const body = yield* file.take((yield* file.uint16()) - 2);
    const end = file.at;
    if (isFrame(marker)) {
      // A second frame would be a second picture with a size of its own.
      if (size || body.length < 6) throw new Damaged("frames");
      size = { height: uint16(body, 1), width: uint16(body, 3) };
      parts.keep(start, end);
    } else if (marker === 0xe1) {
      const found = turned === 1 ? turnOf(body) : 1;
      if (found > 1) parts.put(turnedBy(turned = found));
    } else if (marker === SOS) {
      if (!size || ++scans > SCANS_MOST) throw new Damaged("scans");
      yield* passScan(file);
      parts.keep(start, file.at);
      // Cut off: what there is can be shown.
      if (file.left === 0) break;
    } else if (marker === 0xe0) {
      // Its thumbnail, if it has one, is another picture.
      if (!begins(body, "JFIF\0") || body.length < 14) continue;
      if (body.length === 14) parts.keep(start, end);
      else {parts.put(
          segment(0xe0, joined([body.slice(0, 12), new Uint8Array(2)])),
        );}
    } else if (keeps(marker, body)) parts.keep(start, end);
  }
  if (!size || scans === 0) throw new Damaged("no picture");
  return { ...size, turned, frames: 1, clean: parts.unlessWhole(length) };
}

/** Tables, and what says how colours are meant. */
function keeps(marker: number, body: Uint8Array): boolean {
  if (marker === 0xe2 && begins(body, "ICC_PROFILE\0")) {
    // In one piece, as nearly all are: what is looked at is what is kept.
    return uint16(body, 12) === 0x0101 && isProfile(body.subarray(14));
  }
  if (marker === 0xee) return body.length === 12 && begins(body, "Adobe");
  if (marker >= 0xe0 && marker <= 0xef || marker === 0xfe) return false;
  if ([0xc4, 0xcc, 0xdb, 0xdd].includes(marker)) return true;
  throw new Damaged("an unknown segment");
}

/** Goes to the next marker that does not belong to the compressed rows. */
function* passScan(file: Cursor): Reading<void> {
  while (file.left > 0) {
    const bytes = yield* file.peek(WINDOW);
    for (let i = bytes.indexOf(0xff); i >= 0; i = bytes.indexOf(0xff, i + 1)) {
      const next = bytes[i + 1];
      if (next === undefined) break;
      if (next === 0 || next === 0xff || next >= 0xd0 && next <= 0xd7) continue;
      return file.pass(i);
    }
    const isLast = bytes.length >= file.left;
    // The last byte may be the first half of a marker.
    file.pass(isLast ? file.left : bytes.length - 1);
  }
}

/** How EXIF says the picture is to be turned; 1 when it says nothing one can read. */
function turnOf(body: Uint8Array): number {
  if (!begins(body, "Exif\0\0")) return 1;
  const tiff = body.subarray(6);
  const little = uint16(tiff) === 0x4949;
  const first = uint32(tiff, 4, little);
  const entries = uint16(tiff, first, little);
  for (let n = 0; n < entries; n++) {
    const at = first + 2 + n * 12;
    if (at + 12 > tiff.length) break;
    if (uint16(tiff, at, little) !== 0x0112) continue;
    const value = uint16(tiff, at + 8, little);
    const right = uint16(tiff, at + 2, little) === 3 && value >= 1 &&
      value <= 8;
    return right ? value : 1;
  }
  return 1;
}

/** An EXIF of our own with that one number. */
function turnedBy(value: number): Uint8Array {
  const text = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" +
    `${String.fromCharCode(value)}\0\0\0\0\0\0`;
  return segment(0xe1, bytesOf(text));
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  const head = Uint8Array.of(0xff, marker, length >> 8, length & 0xff);
  return joined([head, body]);
}
