/**
 * Well-known passwords, as a list that takes little room and tells in a moment
 * whether a word stands in it: hashes of 53 bits in order. One word in a
 * hundred thousand million is found that does not stand there. Made by the
 * build (`lib/operations/build_word_list.ts`), which has the words themselves.
 */

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  "$": "s",
  "!": "i",
  "|": "l",
  "+": "t",
  "€": "e",
};

/** Letters for the digits and signs that stand for them; one for one. */
function unleet(text: string, one: "i" | "l"): string {
  return text.replace(
    /[0-9@$!|+€]/g,
    (sign) => sign === "1" || sign === "!" ? one : LEET[sign] ?? sign,
  );
}

/** A text as it is, and with letters for what may stand for them. All are of one length. */
export function spellingsOf(text: string): string[] {
  return [...new Set([text, unleet(text, "i"), unleet(text, "l")])];
}

/** 53 bits of a word: two FNV-1a of 32 bits, the second over the word turned round. */
function hashOfWord(word: string): number {
  let [one, two] = [0x811c9dc5, 0x811c9dc5];
  for (let i = 0; i < word.length; i++) {
    one = Math.imul(one ^ word.charCodeAt(i), 0x01000193);
    two = Math.imul(two ^ word.charCodeAt(word.length - 1 - i), 0x01000193);
  }
  return (one >>> 0) * 0x200000 + (two >>> 11);
}

/** Words that can be asked for, and no more. */
export class WordList {
  readonly #hashes: Float64Array;

  /** @param bytes what `pack()` made */
  constructor(bytes: Uint8Array) {
    this.#hashes = new Float64Array(bytes.slice().buffer);
  }

  /** The bytes of these words, in every spelling they are looked up by. */
  static pack(words: Iterable<string>): Uint8Array<ArrayBuffer> {
    const hashes = new Set<number>();
    for (const word of words) {
      for (const one of spellingsOf(word)) hashes.add(hashOfWord(one));
    }
    return new Uint8Array(new Float64Array(hashes).sort().buffer);
  }

  get size(): number {
    return this.#hashes.length;
  }

  has(word: string): boolean {
    const hash = hashOfWord(word);
    let [low, high] = [0, this.#hashes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#hashes[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return this.#hashes[low] === hash;
  }
}
