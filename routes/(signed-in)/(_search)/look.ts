import type { ResultsProps } from "@/components/search/Results.tsx";
import type { Within } from "@/components/search/SearchForm.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { NotFound, TooMany } from "@/lib/errors.ts";
import { type Refusal, refusalOf } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { searchMessages } from "@/lib/search/find.ts";
import { findPlaces } from "@/lib/search/find_places.ts";
import { type Order, ORDERS } from "@/lib/search/model.ts";
import { parseQuery } from "@/lib/search/query.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Whoever types fast keeps what is typed, and gets a sentence. */
export async function takeTurn(
  { user }: SignedInState,
): Promise<Refusal | null> {
  try {
    await takeToken("search", user.id);
    return null;
  } catch (error) {
    if (error instanceof TooMany) return refusalOf(error);
    throw error;
  }
}

/** Everywhere, if it is none of theirs: a stranger's place looks like no place. */
export async function placeOf(
  { user }: SignedInState,
  id: string | null,
): Promise<Within | null> {
  if (!id) return null;
  try {
    return await findNamedConversation(user, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** What is found, as the page shows it. */
export async function look(
  { user, reader }: SignedInState,
  query: string,
  within: Within | null,
  asked: URLSearchParams,
): Promise<ResultsProps> {
  if (query === "") return nothing(query);
  const parsed = parseQuery(query);
  const from = asked.get("from");
  const first = from === null;
  const order = orderOf(asked);
  const { problems, ...found } = await searchMessages(user, parsed, {
    timeZone: reader.timeZone,
    from,
    within: within?.id ?? null,
    order,
  });
  const here = new URLSearchParams({ q: query });
  if (within) here.set("in", within.id);
  const inOrder = (order: Order) =>
    order === "best" ? `/search?${here}&order=best` : `/search?${here}`;
  const more = new URLSearchParams({ from: found.next ?? "" });
  return {
    ...nothing(query, problems.map((one) => reader.say(one))),
    orders: ORDERS.map((one) => ({
      order: one,
      href: inOrder(one),
      current: one === order,
    })),
    ...first && !within ? await findPlaces(user, parsed) : {},
    page: found,
    more: found.next === null ? undefined : `${inOrder(order)}&${more}`,
    first,
  };
}

/** The order asked for; anything else is the newest first. */
export function orderOf(asked: URLSearchParams): Order {
  return asked.get("order") === "best" ? "best" : "newest";
}

/** Nothing is found, or nothing was looked for. */
export function nothing(query: string, problems: string[] = []): ResultsProps {
  return {
    query,
    problems,
    conversations: [],
    people: [],
    orders: [],
    page: { hits: [], next: null, stopped: false },
    more: undefined,
    first: true,
  };
}
