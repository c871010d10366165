/** MP4, MOV and M4A: measured, and without what tells of place, camera and time. */
import { type Reading, uint16, uint32 } from "./bytes.ts";
import {
  Blanks,
  blankTimes,
  type Box,
  boxesIn,
  contentOf,
  uint64,
} from "./_boxes.ts";
import type { Film } from "./film.ts";

/** Boxes that hold remarks: where, by whom, with what. */
const TOLD = new Set(["udta", "meta", "uuid"]);
const HEADERS = new Set(["mvhd", "tkhd", "mdhd"]);
const HOLDERS = new Set(["moov", "trak", "mdia"]);

/** @throws Damaged */
export function* readFilm(size: number): Reading<Film> {
  const blanks = new Blanks();
  const found = { width: 0, height: 0, ms: 0 };
  let waiting: Box[] = [{ name: "", start: 0, from: 0, to: size }];
  while (waiting.length > 0) {
    const inner: Box[] = [];
    for (const { from, to } of waiting) {
      for (const box of yield* boxesIn(size, from, to)) {
        const { name } = box;
        if (TOLD.has(name)) blanks.free(box);
        else if (HOLDERS.has(name)) inner.push(box);
        else if (HEADERS.has(name)) {
          yield* blankTimes(size, box, blanks);
          const header = yield* contentOf(size, box, 1_000);
          if (name === "mvhd") found.ms = lengthIn(header);
          if (name === "tkhd") Object.assign(found, sidesIn(header) ?? found);
        }
      }
    }
    waiting = inner;
  }
  return { ...found, clean: blanks.parts(size) };
}

function lengthIn(header: Uint8Array): number {
  const long = header[0] === 1;
  const scale = uint32(header, long ? 20 : 12);
  const length = long ? uint64(header, 24) : uint32(header, 16);
  const ms = scale > 0 ? Math.round(length / scale * 1_000) : 0;
  // All ones: nobody knew when it was written.
  return ms < 1_000 * 86_400_000 ? ms : 0;
}

/** A track's sides as they are shown: a film may lie on its side. */
function sidesIn(
  header: Uint8Array,
): { width: number; height: number } | null {
  const matrix = header[0] === 1 ? 52 : 40;
  const width = uint16(header, matrix + 36);
  const height = uint16(header, matrix + 40);
  if (width === 0 || height === 0) return null;
  const lies = uint32(header, matrix) === 0 && uint32(header, matrix + 4) !== 0;
  return lies ? { width: height, height: width } : { width, height };
}
