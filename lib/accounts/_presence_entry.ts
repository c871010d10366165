import type { Quiet } from "./presence_model.ts";

/** What memory knows of somebody, as far as this process sees them. */
export interface Entry {
  /** When they last did something. */
  active: number;
  /** When their last stream closed. */
  gone: number;
  /** When their page said that nobody looks at it. */
  hidden: number;
  /** When the row was written. */
  noted: number;
  quiet: Quiet | null;
  /** What others were told. */
  told: string;
}

/** Of somebody just heard of. */
export function newEntry(): Entry {
  return { active: 0, gone: 0, hidden: 0, noted: 0, quiet: null, told: "" };
}
