/**
 * Texts whose words are as unevenly common as those of a language: the nth word
 * is about 1/n as common as the first, and there are 40,000. Besides, some
 * words of known frequency. The same number gives the same text.
 */

const VOCABULARY = 40_000;
const SYLLABLES =
  "ba ce di fo gu ha je ki lo mu na pe qui ra se ti vo wu xa zy an er il os un"
    .split(" ");

/** A word of the made-up language. */
function wordOf(rank: number): string {
  let word = "";
  for (let n = rank + 1; n > 0; n = Math.floor(n / SYLLABLES.length)) {
    word += SYLLABLES[n % SYLLABLES.length];
  }
  return word;
}

/** Chance that is the same each time, from 0 to 1. */
function chance(seed: number): number {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** The text of a message. */
export function textOf(n: number): string {
  const words = Array.from({ length: 5 + n % 12 }, (_, i) => {
    // Equal shares of the logarithm are what Zipf's law comes to.
    const share = chance(n * 31 + i * 7919);
    return wordOf(Math.floor(VOCABULARY ** share) - 1);
  });
  if (n % 5 === 0) words.push("harbour");
  if (n % 5 === 1) words.push("was");
  if (n % 10 === 0) words.push("was");
  if (n % 70_000 === 60_000) words.push("quagga is");
  if (n % 97 === 0) words.push("lantern");
  if (n % 89 === 0) words.push("anchor");
  if (n % 3 === 0) words.push("are");
  if (n % 211 === 0) words.push("budget https://example.org/plan");
  if (n % 4 === 0) words.push(String(n));
  return words.join(" ");
}
