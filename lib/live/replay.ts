/** What an opening stream missed: how it is asked for, put in order and numbered. */
import type { Happening } from "./events.ts";

/** Most events that are replayed; beyond that the page is fetched anew. */
export const MOST_REPLAYED = 2_000;

/**
 * What a user missed since a cursor, in each conversation in its own order;
 * null (or `reset`) if that cannot be told. Given by the messages domain.
 */
export type Replay = (user: string, cursor: string) => Missed | Promise<Missed>;

type Missed =
  | Iterable<Happening>
  | AsyncIterable<Happening>
  | "reset"
  | null;

/** A happening with the cursor a stream may resume from after it; null where it must not. */
export interface Numbered {
  readonly happening: Happening;
  readonly id: string | null;
}

/** Reads a gap into memory, at most `MOST_REPLAYED` events of it. */
export async function collectReplay(
  replay: Replay,
  user: string,
  cursor: string,
  wanted: () => boolean,
): Promise<Happening[] | "reset"> {
  const missed = await replay(user, cursor);
  if (missed === "reset" || missed === null) return "reset";
  const collected: Happening[] = [];
  for await (const happening of missed) {
    if (!wanted()) break;
    if (collected.length === MOST_REPLAYED) return "reset";
    collected.push(happening);
  }
  return collected;
}

/**
 * Puts the replayed before the live ones and gives each the cursor it may
 * carry. A cursor promises "everything up to this commit was sent": so it may
 * not reach any commit still to be sent here, nor one that is in the store but
 * has not been emitted yet (`latest` is the newest that was).
 */
export function orderReplay(
  replayed: readonly Happening[],
  live: readonly Happening[],
  known: { cursor: string; latest: string },
): Numbered[] {
  const all = [...byCommit(replayed), ...live];
  /** The oldest commit of everything after a place. */
  const ahead: (string | null)[] = new Array(all.length).fill(null);
  let oldest: string | null = null;
  for (let i = all.length - 1; i >= 0; i--) {
    ahead[i] = oldest;
    const stamp = all[i]!.versionstamp;
    if (stamp !== null && (oldest === null || stamp < oldest)) oldest = stamp;
  }
  const cap = known.latest === "" || known.latest > known.cursor
    ? known.latest
    : known.cursor;
  let newest = known.cursor;
  return all.map((happening, i) => {
    const stamp = happening.versionstamp;
    if (stamp !== null && stamp > newest) newest = stamp;
    const later = ahead[i] ?? null;
    const safe = stamp !== null && newest !== "" &&
      (later === null || newest < later) && (cap === "" || newest <= cap);
    return { happening, id: safe ? newest : null };
  });
}

/** Merges the conversations by commit while each keeps its own order, even where an edit gave an old row a new commit. */
function byCommit(replayed: readonly Happening[]): Happening[] {
  const reached = new Map<string, string>();
  const placed = replayed.map((happening) => {
    const { audience } = happening.event;
    const group = Object.values(audience)[0] as string;
    const stamp = happening.versionstamp ?? "";
    const before = reached.get(group) ?? "";
    const place = stamp > before ? stamp : before;
    reached.set(group, place);
    return { happening, place };
  });
  placed.sort((a, b) => a.place < b.place ? -1 : a.place > b.place ? 1 : 0);
  return placed.map(({ happening }) => happening);
}
