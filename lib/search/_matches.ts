/**
 * Does a message answer to a search? Every hit passes here, also those the
 * index names: it may know less (a phrase, a date) or be a moment behind.
 */
import type { Entry } from "@/lib/conversations/model.ts";
import { type Fact, factsOf, wordingOf } from "./_terms.ts";
import type { Item, Sought } from "./query.ts";
import { type Word, wordsOf } from "./words.ts";

/** A search whose names are people and whose days are moments. */
export interface Wanted {
  readonly items: readonly Item[];
  readonly nots: readonly Item[];
  /** One of these wrote it; null: anybody. */
  readonly authors: readonly string[] | null;
  readonly notAuthors: readonly string[];
  readonly facts: readonly Fact[];
  readonly notFacts: readonly Fact[];
  /** Not before this moment, and earlier than that one. */
  readonly from: number;
  readonly until: number;
}

/** Does it? */
export function matches(entry: Entry, wanted: Wanted): boolean {
  if (!("text" in entry.body)) return false;
  const { author, at } = entry;
  if (at < wanted.from || at >= wanted.until) return false;
  if (wanted.authors && !wanted.authors.includes(author)) return false;
  if (wanted.notAuthors.includes(author)) return false;
  if (wanted.facts.length + wanted.notFacts.length > 0) {
    const facts = factsOf(entry);
    if (!wanted.facts.every((one) => facts.includes(one))) return false;
    if (wanted.notFacts.some((one) => facts.includes(one))) return false;
  }
  if (wanted.items.length + wanted.nots.length === 0) return true;
  const words = [...wordsOf(wordingOf(entry.body))];
  return wanted.items.every((item) => findItem(words, item, 0) >= 0) &&
    !wanted.nots.some((item) => findItem(words, item, 0) >= 0);
}

/** Where in a text it stands: the words that were found, in its order. */
export function placesOf(text: string, items: readonly Item[]): Word[] {
  const words = [...wordsOf(text)];
  const found = new Set<Word>();
  for (const item of items) {
    for (let at = 0; (at = findItem(words, item, at)) >= 0; at++) {
      for (let i = 0; i < item.words.length; i++) found.add(words[at + i]!);
    }
  }
  return words.filter((word) => found.has(word));
}

/** Where the item stands, from this word on; -1 if nowhere. */
function findItem(words: readonly Word[], item: Item, from: number): number {
  const last = words.length - item.words.length;
  for (let at = from; at <= last; at++) {
    if (item.words.every((sought, i) => fits(words[at + i]!, sought))) {
      return at;
    }
  }
  return -1;
}

/** Is it this word, or does it begin so? */
export function fits({ term }: Word, sought: Sought): boolean {
  return sought.prefix ? term.startsWith(sought.term) : term === sought.term;
}
