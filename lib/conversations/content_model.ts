/** What an owner does not want to be said in a group. */

/** Rules for the words of those who do not moderate. What was never chosen is not there. */
export interface ContentRules {
  /** Are links forbidden? */
  readonly noLinks?: true;
  /** Most characters of a message. */
  readonly longest?: number;
  /** Words and phrases that may not stand in one. */
  readonly words?: readonly string[];
}

/** What the rules may be at most. */
export const CONTENT = { longest: 16_000, words: 100, word: 40 } as const;

/** Accents and vowel signs that are left out in writing, of scripts where they are. */
const OMITTED = /[\u0300-\u036f\u064b-\u065f\u0670]/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** A text as its bare words, each between spaces: capitals, accents, signs and what is not seen do not hide one. */
export function bareWords(text: string): string {
  const folded = text.normalize("NFKD").toLowerCase().replace(OMITTED, "")
    .replace(UNSEEN, "").normalize("NFC");
  return ` ${folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()} `;
}

/** The first of these words that stands in a text, as it was given; null when none does. */
export function forbiddenIn(
  text: string,
  words: readonly string[],
): string | null {
  const bare = bareWords(text);
  return words.find((word) => bare.includes(bareWords(word))) ?? null;
}
