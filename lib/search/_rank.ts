/**
 * How well messages answer to a search, in the manner of BM25: a word counts
 * more the rarer it is among them, often is better than once but not by much,
 * and in a short message more than in a long one. Words as they were typed are
 * better than words that only begin so, and words that stand together better
 * than words that lie apart.
 */
import type { Entry } from "@/lib/conversations/model.ts";
import { fits } from "./_matches.ts";
import { wordingOf } from "./_terms.ts";
import type { Item } from "./query.ts";
import { type Word, wordsOf } from "./words.ts";

/** How soon more of the same word counts no more, and how much length does. */
const [OFTEN, LENGTH] = [1.2, 0.75];
/** What a word is worth that only begins as was typed. */
const BEGUN = 0.4;
/** What it is worth that all words stand side by side. */
const TOGETHER = 1.5;

/** Where one item stands in a message. */
interface Place {
  readonly at: number;
  readonly item: number;
  readonly exact: boolean;
}

interface Read {
  readonly entry: Entry;
  readonly length: number;
  readonly places: readonly Place[];
}

/** The same messages, the best first; of equal ones the one that stood first. */
export function ranked(
  entries: readonly Entry[],
  items: readonly Item[],
): Entry[] {
  const all = entries.map((entry) => readOf(entry, items));
  const mean = all.reduce((sum, { length }) => sum + length, 0) /
    Math.max(1, all.length);
  const weights = items.map((_, i) => {
    const having = all.filter(({ places }) =>
      places.some(({ item, exact }) =>
        item === i && exact
      )
    ).length;
    return 1 + Math.log(1 + (all.length - having + 0.5) / (having + 0.5));
  });
  const scored = all.map((one) => ({
    entry: one.entry,
    score: scoreOf(one, weights, mean),
  }));
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

function readOf(entry: Entry, items: readonly Item[]): Read {
  const text = "text" in entry.body ? wordingOf(entry.body) : "";
  const words = [...wordsOf(text)];
  const places: Place[] = [];
  for (let at = 0; at < words.length; at++) {
    for (const [item, { words: sought }] of items.entries()) {
      const there = words.slice(at, at + sought.length);
      if (there.length < sought.length) continue;
      if (!there.every((word, i) => fits(word, sought[i]!))) continue;
      places.push({ at, item, exact: isExact(there, sought) });
    }
  }
  return { entry, length: words.length, places };
}

function isExact(words: readonly Word[], sought: Item["words"]): boolean {
  return words.every(({ term }, i) => term === sought[i]!.term);
}

function scoreOf(
  { length, places }: Read,
  weights: readonly number[],
  mean: number,
): number {
  const longer = 1 - LENGTH + LENGTH * length / Math.max(1, mean);
  let score = 0;
  for (const [i, weight] of weights.entries()) {
    const often = places.reduce(
      (sum, { item, exact }) => item !== i ? sum : sum + (exact ? 1 : BEGUN),
      0,
    );
    score += weight * often * (OFTEN + 1) / (often + OFTEN * longer);
  }
  const apart = widthOf(places, weights.length);
  return score + (apart === null ? 0 : TOGETHER * weights.length / apart);
}

/** Words from the first to the last of the narrowest place where all items are; null for fewer than two. */
function widthOf(places: readonly Place[], items: number): number | null {
  if (items < 2) return null;
  const counts = new Array<number>(items).fill(0);
  let [missing, from, best] = [items, 0, Infinity];
  for (const { at, item } of places) {
    if (counts[item]!++ === 0) missing--;
    for (; missing === 0; from++) {
      const first = places[from]!;
      best = Math.min(best, at - first.at + 1);
      if (--counts[first.item]! === 0) missing++;
    }
  }
  return best === Infinity ? null : Math.max(best, items);
}
