/** Messages that somebody keeps for themselves, and when they want to be reminded of them. */

/** What of it is stored: never a word of the message, which is looked up when it is shown. */
export interface Saved {
  /** When it was saved. */
  readonly at: number;
  /** When a notice is to say so; gone once it did. */
  readonly remind?: number;
  /** It fell due then, and was not settled since. */
  readonly due?: number;
}

/** Most that one person saves. */
export const SAVED_LIMIT = 500;
/** Shown on one page. */
export const SAVED_PAGE = 50;

/** Can this be saved? Notes and deleted messages say nothing to come back to. */
export function maySave(message: { kind: string }): boolean {
  return message.kind === "text";
}
