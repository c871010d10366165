/** A word after an "@" that means somebody. */
export interface ShownMention {
  /** As typed. */
  readonly word: string;
  /** An id, or what calls many. */
  readonly to: string;
  /** How they are called now; none where the word calls many. */
  readonly username?: string;
}
