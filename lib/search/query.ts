/**
 * Reads what somebody typed: words, `word*`, "phrases", `-not this`, and
 * `from: in: has: is: before: after: on:`. It never fails: what it does not
 * understand comes back as sentences.
 */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { ITEM_LIMIT, QUERY_LIMIT } from "./model.ts";
import { fold, wordsOf } from "./words.ts";

/** A word as it is looked for. */
export interface Sought {
  readonly term: string;
  /** Does a word that only begins like this do as well? */
  readonly prefix: boolean;
}

/** Words that must stand next to each other; mostly one. */
export interface Item {
  readonly words: readonly Sought[];
}

/** `name:value` that asks for somebody, a place, or something about a message. */
export interface Filter {
  readonly name: "from" | "in" | "has" | "is";
  readonly value: string;
  readonly not: boolean;
}

/** A day, month or year as it was typed. */
export interface When {
  readonly name: "before" | "after" | "on";
  readonly value: string;
}

/** What is looked for. */
export interface Query {
  readonly items: readonly Item[];
  readonly nots: readonly Item[];
  readonly filters: readonly Filter[];
  readonly whens: readonly When[];
  /** What is wrong with it. */
  readonly problems: readonly Phrase[];
}

/** A sign, a name before a colon, then a phrase or a word. */
const PART =
  /(-?)(?:(\p{L}+):)?(?:["“”„«]([^"“”„«»]*)["“”»]?|(\S+))|(-?)(\p{L}+):(?=\s|$)/gu;
const FILTERS = new Set(["from", "in", "has", "is"]);
const WHENS = new Set(["before", "after", "on"]);

/** Reads a search as typed. */
export function parseQuery(typed: string): Query {
  const problems: Phrase[] = [];
  let text = typed.toWellFormed().replace(/\p{Cc}/gu, " ").trim();
  if (text.length > QUERY_LIMIT) {
    problems.push({ key: "search.error.long", values: { limit: QUERY_LIMIT } });
    text = text.slice(0, QUERY_LIMIT).toWellFormed();
  }
  const [items, nots]: [Item[], Item[]] = [[], []];
  const filters: Filter[] = [];
  const whens: When[] = [];
  for (const match of text.matchAll(PART)) {
    const [whole, sign = "", label = "", phrase, word = ""] = match;
    // Begun and not finished: it will say something in a moment.
    if (match[6] !== undefined && isLabel(match[6])) continue;
    const name = fold(label);
    const value = (phrase ?? word).trim();
    if (FILTERS.has(name)) {
      if (value === "") continue;
      filters.push({ name, value, not: sign === "-" } as Filter);
    } else if (WHENS.has(name)) {
      if (value !== "") whens.push({ name, value } as When);
    } else {
      const asTyped = phrase === undefined ? whole.slice(sign.length) : value;
      const exact = phrase !== undefined;
      const item = itemOf(
        label && exact ? `${label} ${value}` : asTyped,
        exact,
      );
      if (item) (sign === "-" ? nots : items).push(item);
    }
  }
  openLast(text, items);
  if (items.length + nots.length + filters.length > ITEM_LIMIT) {
    problems.push({ key: "search.error.many", values: { limit: ITEM_LIMIT } });
  }
  const some = items.length + filters.length + whens.length > 0;
  if (!some && text !== "" && problems.length === 0) {
    problems.push({
      key: nots.length > 0 ? "search.error.only_not" : "search.error.no_word",
    });
  }
  return {
    items: items.slice(0, ITEM_LIMIT),
    nots: nots.slice(0, ITEM_LIMIT),
    filters: filters.slice(0, ITEM_LIMIT),
    whens: whens.slice(0, ITEM_LIMIT),
    problems,
  };
}

function isLabel(label: string): boolean {
  const name = fold(label);
  return FILTERS.has(name) || WHENS.has(name);
}

/** The words of one typed word or phrase: `don't` is two that stand together. */
function itemOf(text: string, exact: boolean): Item | null {
  const words = [...wordsOf(text)];
  if (words.length === 0) return null;
  return {
    words: words.map(({ term, guessed }, i) => ({
      term,
      prefix: i === words.length - 1 &&
        (guessed || !exact && text.endsWith("*")),
    })),
  };
}

/** The last word may not be finished yet. */
function openLast(text: string, items: Item[]): void {
  const last = items.at(-1);
  const [word = ""] = /\S+$/.exec(text) ?? [];
  if (!last || !/[\p{L}\p{N}\p{M}]$/u.test(word) || /^-|:/.test(word)) return;
  const words = [...wordsOf(word)].map(({ term }) => term);
  const mine = last.words.map(({ term }) => term);
  if (words.join(" ") !== mine.join(" ")) return;
  items[items.length - 1] = {
    words: last.words.map((one, i) => ({
      ...one,
      prefix: one.prefix || i === mine.length - 1,
    })),
  };
}
