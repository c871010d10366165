/** MP4, MOV and M4A without what tells of place, camera and time. */
import type { Part, Reading } from "./bytes.ts";
import { Blanks, blankTimes, type Box, boxesIn } from "./_boxes.ts";

/** Boxes that hold remarks: where, by whom, with what. */
const TOLD = new Set(["udta", "meta", "uuid"]);
const HEADERS = new Set(["mvhd", "tkhd", "mdhd"]);
const HOLDERS = new Set(["moov", "trak", "mdia"]);

/** What is left of it; null when nothing is to go. @throws Damaged */
export function* cleanFilm(size: number): Reading<readonly Part[] | null> {
  const blanks = new Blanks();
  let waiting: Box[] = [{ name: "", start: 0, from: 0, to: size }];
  while (waiting.length > 0) {
    const inner: Box[] = [];
    for (const { from, to } of waiting) {
      for (const box of yield* boxesIn(size, from, to)) {
        if (TOLD.has(box.name)) blanks.free(box);
        else if (HOLDERS.has(box.name)) inner.push(box);
        else if (HEADERS.has(box.name)) yield* blankTimes(size, box, blanks);
      }
    }
    waiting = inner;
  }
  return blanks.parts(size);
}
