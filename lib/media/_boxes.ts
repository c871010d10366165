/**
 * The boxes that MP4, MOV, M4A, HEIC and AVIF consist of. Much in them is found
 * by its distance from the front, so nothing is taken out: what tells of place,
 * camera and time is overwritten with zeros and is called free.
 */
import {
  ascii,
  bytesOf,
  Cursor,
  Damaged,
  type Part,
  type Reading,
} from "./bytes.ts";
import { Parts } from "./parts.ts";

/** A box: where it begins, where its content does, where it ends. */
export interface Box {
  readonly name: string;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** More of them in one place are a file made to keep a reader busy. */
const BOXES_MOST = 50_000;

/** The boxes between two places. @throws Damaged */
export function* boxesIn(
  size: number,
  from: number,
  to: number,
): Reading<readonly Box[]> {
  const found: Box[] = [];
  const file = new Cursor(size);
  for (file.at = from; to - file.at >= 8;) {
    const start = file.at;
    let length = yield* file.uint32();
    const name = ascii(yield* file.take(4));
    if (length === 1) {
      const [high, low] = [yield* file.uint32(), yield* file.uint32()];
      length = high * 0x1_0000_0000 + low;
    } else if (length === 0) length = to - start;
    const end = start + length;
    // A film that was cut off ends within its pictures.
    const isLong = end > to && name !== "mdat";
    if (end < file.at || isLong || found.length === BOXES_MOST) {
      throw new Damaged("a box");
    }
    found.push({ name, start, from: file.at, to: Math.min(end, to) });
    file.at = Math.min(end, to);
  }
  return found;
}

/** What is read of one box at most. */
const CONTENT_MOST = 1_000_000;

/** A box's content. @throws Damaged when it is larger than any of its kind is */
export function* contentOf(
  size: number,
  { from, to }: Box,
  most = CONTENT_MOST,
): Reading<Uint8Array> {
  if (to - from > most) throw new Damaged("a large box");
  const file = new Cursor(size);
  file.at = from;
  return yield* file.take(to - from);
}

/** What is overwritten, in any order. */
export class Blanks {
  readonly #edits: { at: number; to: number; bytes?: Uint8Array }[] = [];

  /** Zeros there. */
  zero(at: number, to: number): void {
    if (to > at) this.#edits.push({ at, to });
  }

  /** The box stays as room that nobody reads. */
  free({ start, from, to }: Box): void {
    this.#edits.push({ at: start + 4, to: start + 8, bytes: bytesOf("free") });
    this.zero(from, to);
  }

  /** The file with all of it; null when that is nothing. */
  parts(size: number): readonly Part[] | null {
    if (this.#edits.length === 0) return null;
    const parts = new Parts();
    let at = 0;
    for (const edit of this.#edits.sort((a, b) => a.at - b.at)) {
      if (edit.to <= at) continue;
      const from = Math.max(at, edit.at);
      parts.keep(at, from);
      if (edit.bytes) parts.put(edit.bytes);
      else parts.blank(edit.to - from);
      at = edit.to;
    }
    parts.keep(at, size);
    return parts.all;
  }
}

/** Times of making in the header of a film or track: known to nobody. */
export function* blankTimes(
  size: number,
  box: Box,
  blanks: Blanks,
): Reading<void> {
  const file = new Cursor(size);
  file.at = box.from;
  const long = (yield* file.take(4))[0] === 1;
  const times = yield* file.take(long ? 16 : 8);
  if (times.some((one) => one !== 0)) {
    blanks.zero(box.from + 4, box.from + 4 + times.length);
  }
}
