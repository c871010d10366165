/** Conversations and people that answer to a name. */
import { listByWords } from "@/lib/accounts/find.ts";
import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import {
  listMemberships,
  readConversations,
  titleConversation,
} from "@/lib/conversations/find.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { listSight } from "@/lib/conversations/sight.ts";
import { answersTo } from "./_wanted.ts";
import type { Query } from "./query.ts";

/** Of each kind on one page. */
const MOST = 5;

/** What answers to the words of a search, by name. */
export interface Places {
  readonly conversations: readonly TitledConversation[];
  readonly people: readonly Profile[];
}

const NOWHERE: Places = { conversations: [], people: [] };

/**
 * Conversations of this user whose name answers, then those with somebody whose
 * name does; and people. A search that asks for more than words means messages.
 */
export async function findPlaces(user: User, query: Query): Promise<Places> {
  const { items, nots, filters, whens, problems } = query;
  const more = nots.length + filters.length + whens.length + problems.length;
  const words = items.flatMap(({ words }) => words.map(({ term }) => term));
  if (words.length === 0 || more > 0) return NOWHERE;
  const text = words.join(" ");
  const [sights, people] = await Promise.all([
    listSight(user),
    listByWords(user, text, MOST + 1),
  ]);
  const found = people.filter(({ id }) => id !== user.id).slice(0, MOST);
  const theirs = new Set<string>();
  for (const { id } of found) {
    for (const one of await listMemberships(id)) theirs.add(one.conversation);
  }
  const named: TitledConversation[] = [];
  const shared: TitledConversation[] = [];
  const places = await readConversations(sights.map(({ id }) => id));
  for (const { id } of sights) {
    const conversation = places.get(id);
    if (!conversation) continue;
    if (named.length === MOST) break;
    const titled = await titleConversation(user, conversation);
    if (answersTo(titled.title, text)) named.push(titled);
    else if (theirs.has(id)) shared.push(titled);
  }
  return {
    conversations: [...named, ...shared].slice(0, MOST),
    people: found.map(profileOf),
  };
}
