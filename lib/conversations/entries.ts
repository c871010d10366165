/**
 * Reading the log. What reads here has asked `findConversation` before. What
 * has vanished is not read, however late the sweep comes.
 */
import { list, read, readMany } from "@/lib/kv/read.ts";
import {
  alterations,
  conversations,
  entries as rows,
  inNotes,
  threaded,
  threadEntries,
} from "./_keys.ts";
import type { Entry } from "./model.ts";
import { isOver } from "./log_model.ts";
import { collect } from "./visible.ts";

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

/** The entry of this number, wherever it stands, or null. */
export async function readEntryAt(
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  return (await readEntries(conversation, [seq]))[0] ?? null;
}

/** The entry before it among those it stands with, or null at the very start. */
export async function readEntryBefore(
  { conversation, seq, thread }: Entry,
): Promise<Entry | null> {
  const last = { before: seq, limit: 1, reverse: true };
  const before = thread === undefined
    ? list(rows, [conversation], last)
    : list(threadEntries, [conversation, thread], last);
  for await (const { value } of before) return value;
  return null;
}

/** The entries of these numbers that are there, wherever they stand, in the order asked. */
export async function readEntries(
  conversation: string,
  seqs: readonly number[],
): Promise<Entry[]> {
  const found = await readMany(rows, seqs.map((seq) => [conversation, seq]));
  const missing = seqs.filter((_, i) => !found[i]);
  const aside = missing.length > 0
    ? await readThreaded(conversation, missing)
    : null;
  const now = Date.now();
  return seqs.flatMap((seq, i) => found[i] ?? aside?.get(seq) ?? [])
    .filter((entry) => !isOver(entry, now));
}

async function readThreaded(
  conversation: string,
  seqs: readonly number[],
): Promise<Map<number, Entry>> {
  const roots = await readMany(
    threaded,
    seqs.map((seq) => [conversation, seq]),
  );
  const keys = seqs.flatMap((seq, i) =>
    roots[i] ? [[conversation, roots[i], seq] as const] : []
  );
  const found = await readMany(threadEntries, keys);
  return new Map(found.flatMap((one) => one ? [[one.seq, one]] : []));
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
  return await collect(options, (range) => list(rows, [conversation], range));
}

/** An entry that a reader has not seen as it is now. */
export interface Altered {
  readonly entry: Entry;
  readonly change: "added" | "altered";
  /** Who altered it last, where that matters to their own screens. */
  readonly by?: string | undefined;
  readonly versionstamp: string;
}

/** A number behind which there is nothing any more. */
export interface Vanished {
  readonly gone: number;
  readonly versionstamp: string;
}

/** What happened to a log while somebody was away. */
export type Missed = Altered | Vanished;

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
  const missed: Altered[] = [];
  const now = Date.now();
  for await (
    const { value, versionstamp } of list(rows, [conversation], newestFirst)
  ) {
    const first = value.first ?? versionstamp;
    if (!isNews(first)) break;
    altered.delete(value.seq);
    if (isOver(value, now)) continue;
    missed.push({ entry: value, change: "added", versionstamp: first });
    if (missed.length > limit) return null;
  }
  for await (
    const { key, value: root, versionstamp } of list(
      threaded,
      [conversation],
      newestFirst,
    )
  ) {
    if (!isNews(versionstamp)) break;
    const seq = key[1];
    altered.delete(seq);
    const entry = await read(threadEntries, [conversation, root, seq]);
    if (!entry || isOver(entry, now)) continue;
    missed.push({ entry, change: "added", versionstamp });
    if (missed.length > limit) return null;
  }
  missed.sort((a, b) => a.entry.seq - b.entry.seq);
  const all: Missed[] = missed;
  for (const [seq, { versionstamp, by }] of altered) {
    const entry = await readEntryAt(conversation, seq);
    all.push(
      entry
        ? { entry, change: "altered", versionstamp, by }
        : { gone: seq, versionstamp },
    );
  }
  return all;
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
