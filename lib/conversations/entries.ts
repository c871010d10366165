/** Reading the log. What reads here has asked `findConversation` before. */
import { list, read, readMany } from "@/lib/kv/read.ts";
import {
  alterations,
  conversations,
  entries as rows,
  inNotes,
} from "./_keys.ts";
import type { Entry } from "./model.ts";

/** The family of log entries, for deeds of the messages that people write. */
export const entries = rows;

/** Which notes hold somebody's name or words, for erasing them. */
export const notesOf = inNotes;

/** Every conversation there is, from the one after; for work that is done for nobody in particular. */
export async function* everyConversation(
  after?: string,
): AsyncGenerator<string, void> {
  const start = after === undefined ? {} : { after };
  for await (const { key } of list(conversations, [], start)) yield key[0];
}

/** The entry of this number, or null. */
export async function readEntryAt(
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  return seq < 1 ? null : await read(rows, [conversation, seq]);
}

/** The entries of these numbers that are there. */
export async function readEntries(
  conversation: string,
  seqs: readonly number[],
): Promise<Entry[]> {
  const found = await readMany(rows, seqs.map((seq) => [conversation, seq]));
  return found.filter((entry) => entry !== null);
}

/** A run of entries; `after` and `before` are exclusive. */
export async function listEntries(
  conversation: string,
  options: {
    after?: number;
    before?: number;
    limit: number;
    reverse?: boolean;
  },
): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const { value } of list(rows, [conversation], options)) {
    found.push(value);
  }
  return found;
}

/** An entry that a reader has not seen as it is now. */
export interface Missed {
  readonly entry: Entry;
  readonly change: "added" | "altered";
  /** Who altered it last, where that matters to their own screens. */
  readonly by?: string | undefined;
  readonly versionstamp: string;
}

/**
 * Everything that happened to a log after a versionstamp, as it stands now.
 * New entries are found from the end backwards: numbers and the stamps they
 * were added with rise together, so the first that is not newer ends the search.
 * A row that was altered carries a later stamp, and keeps the first one itself;
 * the list of alterations tells which they are.
 * @param joined stamp of the reader's coming in: what was before is no news
 * @returns oldest first, or null when there is more than `limit` of it
 */
export async function listMissed(
  conversation: string,
  since: string,
  joined: string,
  limit: number,
): Promise<Missed[] | null> {
  const isNews = (stamp: string) => stamp > since && stamp >= joined;
  const newestFirst = { reverse: true, limit: limit + 1 };
  const altered = new Map<number, { versionstamp: string; by?: string }>();
  let looked = 0;
  for await (
    const { value, versionstamp } of list(
      alterations,
      [conversation],
      newestFirst,
    )
  ) {
    if (!isNews(versionstamp)) break;
    // Many may be of one entry; beyond the limit others would go unseen.
    if (++looked > limit) return null;
    const { seq, by } = value;
    if (!altered.has(seq)) {
      altered.set(seq, { versionstamp, ...by ? { by } : {} });
    }
  }
  const missed: Missed[] = [];
  for await (
    const { value, versionstamp } of list(rows, [conversation], newestFirst)
  ) {
    const first = value.first ?? versionstamp;
    if (!isNews(first)) break;
    altered.delete(value.seq);
    missed.unshift({ entry: value, change: "added", versionstamp: first });
    if (missed.length > limit) return null;
  }
  for (const [seq, how] of altered) {
    const entry = await read(rows, [conversation, seq]);
    if (entry) missed.push({ entry, change: "altered", ...how });
  }
  return missed;
}

/** Alterations beyond this one, in their order. */
export async function listAlterations(
  conversation: string,
  after: number,
  limit: number,
): Promise<{ n: number; seq: number }[]> {
  const found: { n: number; seq: number }[] = [];
  for await (
    const { key, value } of list(alterations, [conversation], { after, limit })
  ) found.push({ n: key[1], seq: value.seq });
  return found;
}
