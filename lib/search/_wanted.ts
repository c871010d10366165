/** Turns the names in a search into people and places, and its days into moments. */
import { findByUsername, listByWords } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import {
  readConversations,
  titleConversation,
} from "@/lib/conversations/find.ts";
import type { Sight } from "@/lib/conversations/sight.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { parseSpan } from "./_dates.ts";
import type { Wanted } from "./_matches.ts";
import type { Fact } from "./_terms.ts";
import type { Filter, Query } from "./query.ts";
import { fold, wordsOf } from "./words.ts";

/** People one `from:` may mean. */
const NAMESAKES = 20;
const FACTS: readonly string[] = [
  "has:link",
  "has:poll",
  "has:voice",
  "has:file",
  "has:image",
  "has:video",
  "is:reply",
  "is:edited",
] satisfies Fact[];

/** A search that can be carried out, and what in it means nothing. */
export interface Understood {
  readonly wanted: Wanted;
  readonly sights: readonly Sight[];
  readonly problems: readonly Phrase[];
}

/** Understands a search as this user means it. */
export async function understand(
  user: User,
  query: Query,
  sights: readonly Sight[],
  timeZone: string,
): Promise<Understood> {
  const problems: Phrase[] = [...query.problems];
  const { items, nots } = query;
  const named = (name: Filter["name"], not: boolean) =>
    query.filters.filter((one) => one.name === name && one.not === not);
  const people = async (filters: readonly Filter[]) =>
    (await Promise.all(filters.map(({ value }) => findPeople(user, value))))
      .flatMap((found, i) => {
        if (found.length === 0) {
          const name = filters[i]!.value;
          problems.push({ key: "search.error.nobody", values: { name } });
        }
        return found;
      });
  const from = named("from", false);
  const [authors, notAuthors, inside, outside] = [
    await people(from),
    await people(named("from", true)),
    await findPlaces(user, named("in", false), sights, problems),
    await findPlaces(user, named("in", true), sights, problems),
  ];
  const facts = (not: boolean) =>
    [...named("has", not), ...named("is", not)].flatMap(({ name, value }) => {
      const fact = `${name}:${fold(value)}`;
      if (FACTS.includes(fact)) return [fact as Fact];
      problems.push({ key: `search.error.${name as "has" | "is"}` });
      return [];
    });
  return {
    wanted: {
      items,
      nots,
      authors: from.length > 0 ? authors : null,
      notAuthors,
      facts: facts(false),
      notFacts: facts(true),
      ...boundsOf(query, timeZone, problems),
    },
    sights: sights.filter((sight) =>
      (!inside || inside.has(sight)) && !outside?.has(sight)
    ),
    problems,
  };
}

/** By username, else everybody with such a name. */
async function findPeople(user: User, value: string): Promise<string[]> {
  const name = value.replace(/^@/, "");
  if (/^(me|انا)$/.test(fold(name))) return [user.id];
  const exact = await findByUsername(name);
  if (exact) return [exact.id];
  // What has no word in it would mean everybody.
  if (wordsOf(name).next().done) return [];
  return (await listByWords(user, name, NAMESAKES)).map(({ id }) => id);
}

async function findPlaces(
  user: User,
  filters: readonly Filter[],
  sights: readonly Sight[],
  problems: Phrase[],
): Promise<Set<Sight> | null> {
  if (filters.length === 0) return null;
  const places = await readConversations(sights.map(({ id }) => id));
  const titles = await Promise.all(sights.map(async ({ id }) => {
    const place = places.get(id);
    return place ? (await titleConversation(user, place)).title : "";
  }));
  const found = new Set<Sight>();
  for (const { value } of filters) {
    const whole = sights.filter(({ id }, i) =>
      id === value || fold(titles[i]!) === fold(value)
    );
    const like = whole.length > 0
      ? whole
      : sights.filter((_, i) => answersTo(titles[i]!, value));
    if (like.length === 0) {
      problems.push({ key: "search.error.nowhere", values: { name: value } });
    }
    for (const sight of like) found.add(sight);
  }
  return found;
}

/** Does a word of the title begin like each word of the value? */
export function answersTo(title: string, value: string): boolean {
  const known = [...wordsOf(title)].map(({ term }) => term);
  const asked = [...wordsOf(value)].map(({ term }) => term);
  return asked.length > 0 &&
    asked.every((word) => known.some((one) => one.startsWith(word)));
}

function boundsOf(
  { whens }: Query,
  timeZone: string,
  problems: Phrase[],
): Pick<Wanted, "from" | "until"> {
  let [from, until] = [-Infinity, Infinity];
  for (const { name, value } of whens) {
    const span = parseSpan(fold(value), timeZone);
    if (!span) {
      problems.push({ key: "search.error.date", values: { text: value } });
      continue;
    }
    if (name !== "before") from = Math.max(from, span.from);
    if (name === "before") until = Math.min(until, span.from);
    else if (name === "on") until = Math.min(until, span.until);
  }
  return { from, until };
}
