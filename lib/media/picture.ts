/** What is known of a picture without decoding it. */
import type { Part } from "./bytes.ts";

/** A picture's size. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What its headers say. */
export interface Picture extends Size {
  /** How it is to be turned, as EXIF counts: 1 not at all, from 5 on its sides change places. */
  readonly turned: number;
  readonly frames: number;
  /** The file without what tells of place, camera and people; null when nothing is to go. */
  readonly clean: readonly Part[] | null;
}
