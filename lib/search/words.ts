/**
 * The words of a text as search sees them. Letters that differ only in case,
 * accents or Arabic marks are one letter; scripts that put no space between
 * words are cut by `Intl.Segmenter`, everything else by a regular expression,
 * which is seven times as fast.
 */

/** A word where it stands in its text. */
export interface Word {
  /** As it is looked for. */
  readonly term: string;
  /** Where it stands, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** From a script without spaces: where it ends is a guess. */
  readonly guessed: boolean;
}

/** A term is cut here, in the text and in what is looked for alike. */
const LONGEST = 40;

const WORDS = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu;
const PLAIN = /^[\0-\x7f]*$/;
const PLAIN_WORDS = /[a-z0-9]+/gi;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const NO_WORD = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu;
/**
 * Marks that change how a letter is said, not which it is: of Latin, Greek and
 * Cyrillic, Hebrew and Arabic. Those of Hindi or Thai are vowels, and stay.
 */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** The words of a text, in its order. */
export function* wordsOf(text: string): Generator<Word, void> {
  const plain = PLAIN.test(text);
  for (const match of text.matchAll(plain ? PLAIN_WORDS : WORDS)) {
    const { 0: found, index: start } = match;
    if (plain) {
      const term = found.toLowerCase().slice(0, LONGEST);
      yield { term, start, end: start + found.length, guessed: false };
    } else if (UNSPACED.test(found)) yield* segmentsOf(found, start);
    else yield* oneWord(found, start, false);
  }
}

/** A text as it is compared: case, accents and marks gone. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  // Upper first: it folds ß to ss.
  return text.toUpperCase().toLowerCase().normalize("NFKD").replace(MARKS, "")
    .replace(DIGITS, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll("ى", "ي").replaceAll("ة", "ه").normalize("NFC").toLowerCase()
    .replaceAll("ς", "σ");
}

let segmenter: Intl.Segmenter | undefined;

function* segmentsOf(run: string, from: number): Generator<Word, void> {
  segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
  for (const { segment, index, isWordLike } of segmenter.segment(run)) {
    if (isWordLike) yield* oneWord(segment, from + index, true);
  }
}

function* oneWord(
  found: string,
  start: number,
  guessed: boolean,
): Generator<Word, void> {
  const term = cut(fold(found).replace(NO_WORD, ""));
  if (term !== "") yield { term, start, end: start + found.length, guessed };
}

/** No half character at the end. */
function cut(term: string): string {
  return term.length <= LONGEST
    ? term
    : term.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "");
}
