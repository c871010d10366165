/** Looking for messages, always on behalf of somebody. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isBlocked } from "@/lib/accounts/between_model.ts";
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import {
  readConversations,
  titleConversation,
} from "@/lib/conversations/find.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import { listSight } from "@/lib/conversations/sight.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { excerptOf } from "./_excerpt.ts";
import type { Item, Query } from "./query.ts";
import { formatSpot, isNewer, parseSpot, type Spot, spotOf } from "./_spot.ts";
import { Stream } from "./_stream.ts";
import { wordingOf } from "./_terms.ts";
import { type Budget, Moved } from "./_tree_reader.ts";
import { understand, type Understood } from "./_wanted.ts";
import { ranked } from "./_rank.ts";
import {
  BEST_OF,
  type Hit,
  HITS_PAGE,
  type HitsPage,
  type Order,
} from "./model.ts";

/** How much one page of results may read. */
const NODES = 3_000;
const ENTRIES = 3_000;
/** Most conversations that are looked at together. */
const AT_ONCE = 32;
const TRIES = 3;

/** How a search is to be read. */
export interface SearchOptions {
  /** Where dates are meant. */
  readonly timeZone: string;
  /** Where the page before ended, from its `next`. */
  readonly from?: string | null;
  /** Only in this conversation. */
  readonly within?: string | null;
  /** Newest first unless said otherwise. */
  readonly order?: Order;
}

/** Messages, or what is wrong with the search. */
export interface Found extends HitsPage {
  readonly problems: readonly Phrase[];
}

const NOTHING: HitsPage = { hits: [], next: null, stopped: false };

/** Messages that answer to the search, from what this user may read now. */
export async function searchMessages(
  user: User,
  query: Query,
  { timeZone, from, within, order = "newest" }: SearchOptions,
): Promise<Found> {
  const sights = (await listSight(user)).filter(({ id }) =>
    !within || id === within
  );
  const understood = await understand(user, query, sights, timeZone);
  const { problems } = understood;
  if (problems.length > 0) return { ...NOTHING, problems };
  const spot = parseSpot(from ?? "");
  for (let tries = 1;; tries++) {
    try {
      // An index that never stands still is done without.
      const direct = tries > TRIES;
      const page = order === "best"
        ? await gatherBest(understood, query.items, from, direct)
        : await gather(understood, { from: spot, direct, most: HITS_PAGE });
      const { entries, ...rest } = page;
      return {
        hits: await show(user, entries, query.items),
        ...rest,
        problems,
      };
    } catch (error) {
      // The index was written meanwhile: what was found may lack something.
      if (!(error instanceof Moved)) throw error;
    }
  }
}

interface Gathered {
  readonly entries: readonly Entry[];
  readonly next: string | null;
  readonly stopped: boolean;
}

/** A page of the best among the newest; the place where the next one begins is a count. */
async function gatherBest(
  understood: Understood,
  items: readonly Item[],
  from: string | null | undefined,
  direct: boolean,
): Promise<Gathered & { bestOf?: number }> {
  const some = await gather(understood, { from: null, direct, most: BEST_OF });
  const { entries, next } = some;
  const at = /^\d{1,3}$/.test(from ?? "") ? Number(from) : 0;
  const end = at + HITS_PAGE;
  return {
    entries: ranked(entries, items).slice(at, end),
    next: end < entries.length ? `${end}` : null,
    stopped: false,
    ...(next === null ? {} : { bestOf: entries.length }),
  };
}

/** The newest of all conversations: those that may hold newer ones are asked first. */
async function gather(
  { wanted, sights }: Understood,
  { from, direct, most }: { from: Spot | null; direct: boolean; most: number },
): Promise<Gathered> {
  const budget: Budget = { nodes: NODES, entries: ENTRIES };
  const some = Math.ceil(1.2 * most / sights.length);
  const streams = sights.map((one) =>
    new Stream(one, { wanted, budget, from, some, direct })
  );
  const found: Entry[] = [];
  let open = streams.filter(({ done }) => !done);
  for (
    let asked = 2;
    open.length > 0 && budget.nodes > 0 && budget.entries > 0;
    asked = Math.min(2 * asked, AT_ONCE)
  ) {
    open.sort((a, b) => isNewer(a.bound, b.bound) ? -1 : 1);
    const last = found[most];
    if (last && !isNewer(open[0]!.bound, spotOf(last))) break;
    const next = open.slice(0, asked)
      .filter(({ bound }) => !last || isNewer(bound, spotOf(last)));
    for (const hits of await Promise.all(next.map((one) => one.advance()))) {
      found.push(...hits);
    }
    found.sort((a, b) => isNewer(spotOf(a), spotOf(b)) ? -1 : 1);
    open = open.filter(({ done }) => !done);
  }
  await Promise.all(streams.map((one) => one.check()));
  const bounds = open.map(({ bound }) => bound);
  const top = bounds.reduce<Spot | null>(
    (most, one) => most && isNewer(most, one) ? most : one,
    null,
  );
  // What is older than something not looked at yet waits for the next page.
  const sure = found.filter((one) => !top || !isNewer(top, spotOf(one)));
  const entries = sure.slice(0, most);
  const full = entries.length === most;
  const end = full ? spotOf(entries.at(-1)!) : top;
  const more = top !== null || found.length > entries.length;
  return {
    entries,
    next: more && end ? formatSpot(end) : null,
    stopped: more && !full,
  };
}

async function show(
  user: User,
  entries: readonly Entry[],
  items: readonly Item[],
): Promise<Hit[]> {
  const [profiles, places, between] = await Promise.all([
    findProfiles(entries.map(({ author }) => author)),
    readConversations(entries.map(({ conversation }) => conversation)),
    findBetweens(user.id),
  ]);
  // A conversation that ended in this moment has no place any more.
  const there = entries.filter((one) =>
    places.has(one.conversation) && !isBlocked(between, one.author)
  );
  return await Promise.all(there.map(async (entry): Promise<Hit> => ({
    conversation: await titleConversation(
      user,
      places.get(entry.conversation)!,
    ),
    seq: entry.seq,
    inThread: entry.thread,
    author: profiles.get(entry.author) ?? formerProfile(entry.author),
    at: entry.at,
    edited: entry.edited !== undefined,
    excerpt: "text" in entry.body
      ? excerptOf(wordingOf(entry.body), items)
      : [],
  })));
}
