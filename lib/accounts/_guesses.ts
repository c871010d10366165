/**
 * Would it be guessed early? Whatever is predictable in a password is struck
 * out: names that others know, well-known passwords, rows of keys, sequences,
 * repetitions, years. What is left is its owner's own, and must not be nothing.
 */

import { spellingsOf, WordList } from "./_word_list.ts";

/** What makes a password easy to guess. */
export type Guess = "personal" | "common" | "pattern";

/** So many letters and digits must be left when something was struck out. */
const OWN = 4;
/** Of a text said twice or more, one saying must be so long. */
const ONE_SAYING = 8;
/** More well-known words than this in a row are a phrase, and fine. */
const WORDS = 2;
const WORD = { least: 4, most: 28 } as const;

/** Neighbours on keyboards and in alphabets; each is also read backwards. */
const TRACKS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiopü",
  "yxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "a1b2c3d4e5f6g7h8i9",
  "1a2b3c4d5e6f7g8h9i",
  "ضصثقفغعهخحجد",
  "شسيبلاتنمكط",
  "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
  "йцукенгшщзхъ",
  "фывапролджэ",
  "ячсмитьбю",
  "абвгдежзийклмнопрстуфхцчшщ",
].flatMap((track) => [track, [...track].reverse().join("")]);

/** A part of a text. */
type Stretch = readonly [from: number, length: number];

let listed: WordList | null = null;

/** The list. Read once, when first asked. */
function commonWords(): WordList {
  const file = new URL("../../_fresh/common_passwords.bin", import.meta.url);
  return listed ??= new WordList(Deno.readFileSync(file));
}

/**
 * Why a password would be guessed early, or null.
 * @param known what others know of its owner and the server, in any spelling
 */
export function guessOf(
  password: string,
  known: readonly string[],
): Guess | null {
  const text = fold(password);
  const words = [...new Set(known.map(fold))].filter((one) => one.length >= 3);
  // Once more without spaces and signs: they hide nothing.
  const bare = text.replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  return judge(text, words) ?? (bare === text ? null : judge(bare, words));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function judge(whole: string, known: readonly string[]): Guess | null {
  const period = periodOf(whole);
  const again = period < whole.length;
  const least = again ? ONE_SAYING : OWN;
  const text = whole.slice(0, period);
  const runs = [...runsIn(text)];
  const struck = new Array<boolean>(text.length).fill(false);
  const strike = ([from, length]: Stretch) =>
    struck.fill(true, from, from + length);

  for (const run of runs) strike(run);
  if ((again || runs.length > 0) && leftOf(text, struck) < least) {
    return "pattern";
  }
  // A word may share letters with a run: "monkeyyyy".
  struck.fill(false);
  let guess: Guess | null = runs.length > 0 ? "pattern" : null;
  const spellings = spellingsOf(text);
  for (let i = 0; i < WORDS; i++) {
    const found = longestWord(spellings, struck);
    if (!found) break;
    strike(found);
    guess = "common";
  }
  for (const run of runs) strike(run);
  for (const word of known) {
    for (const spelling of spellings) {
      let at = spelling.indexOf(word);
      for (; at >= 0; at = spelling.indexOf(word, at + 1)) {
        strike([at, word.length]);
        guess = "personal";
      }
    }
  }
  return leftOf(text, struck) < least ? guess : null;
}

/** How many letters and digits are left. */
function leftOf(text: string, struck: readonly boolean[]): number {
  let left = 0;
  for (let i = 0; i < text.length; i++) {
    if (!struck[i] && /[\p{L}\p{N}]/u.test(text[i]!)) left++;
  }
  return left;
}

/** After how many characters a text begins again; its length if it never does. */
function periodOf(text: string): number {
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.startsWith(text.slice(period))) return period;
  }
  return text.length;
}

/** Rows of keys, sequences, one character again and again, years. */
function* runsIn(text: string): Iterable<Stretch> {
  for (let i = 0; i < text.length; i++) {
    let length = 1;
    while (text[i + length] === text[i]) length++;
    for (const track of TRACKS) {
      let run = length;
      while (
        i + run < text.length && track.includes(text.slice(i, i + run + 1))
      ) run++;
      length = Math.max(length, run);
    }
    const enough = /\d/.test(text[i]!) || text[i] === text[i + 1] ? 3 : 4;
    if (length >= enough) yield [i, length];
  }
  for (const { index } of text.matchAll(/(?:19|20)\d\d/g)) yield [index, 4];
}

/** The longest listed word of which nothing is struck out yet. */
function longestWord(
  spellings: readonly string[],
  struck: readonly boolean[],
): Stretch | null {
  const words = commonWords();
  const most = Math.min(WORD.most, struck.length);
  for (let length = most; length >= WORD.least; length--) {
    for (let from = 0; from + length <= struck.length; from++) {
      if (struck.slice(from, from + length).includes(true)) continue;
      const found = spellings.some((spelling) =>
        words.has(spelling.slice(from, from + length))
      );
      if (found) return [from, length];
    }
  }
  return null;
}
