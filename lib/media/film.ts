/** What is known of a film or sound without decoding it. */
import type { Part } from "./bytes.ts";

/** What its headers say; 0 for what they do not. */
export interface Film {
  readonly width: number;
  readonly height: number;
  readonly ms: number;
  /** The file without what tells of place, camera and people; null when nothing is to go. */
  readonly clean: readonly Part[] | null;
}
