/** Entries that stand in a message's thread: numbered in the log's own sequence, and found by that number like all others. */
import type { Change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { entries, threaded, threadEntries } from "./_keys.ts";
import { listEntries, readEntries } from "./entries.ts";
import { putEntry } from "./_store.ts";
import { putTip, takeTip } from "./_tip.ts";
import type { Draft } from "./log.ts";
import type { Entry, Neighbour } from "./model.ts";
import { isOver, lastOf, nthOf } from "./log_model.ts";
import { collect } from "./visible.ts";
import { vanishLater } from "./vanish_later.ts";

/**
 * Appends to a thread. The log goes on by one number and shows nothing new: who
 * wrote last, when and what stays as it was, and so does everybody's unread.
 * @param nth which one it is in its thread
 */
export async function appendToThread(
  c: Change,
  conversation: string,
  { root, nth }: { root: number; nth: number },
  draft: Draft,
): Promise<{ entry: Entry; previous: Neighbour | null }> {
  const tip = await takeTip(c, conversation);
  const seq = tip.seq + 1;
  let previous: Entry | null = null;
  const last = { limit: 1, reverse: true };
  for await (
    const row of c.list(threadEntries, [conversation, root], last)
  ) previous = row.value;
  const at = Math.max(draft.at, tip.at, tip.latest ?? 0);
  const entry = { ...draft, at, conversation, seq, thread: root, nth };
  putEntry(c, entry);
  vanishLater(c, entry);
  c.put(threaded, [conversation, seq], root);
  putTip(c, conversation, {
    ...tip,
    seq,
    nth: nthOf(tip),
    last: lastOf(tip),
    latest: at,
  });
  return { entry, previous };
}

/** The entry of this number, wherever it stands; a check of the change. Null where its time is over. */
export async function takeEntry(
  c: Change,
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  const entry = await c.read(entries, [conversation, seq]);
  if (entry) return isOver(entry, Date.now()) ? null : entry;
  // Peeked: such a row is never rewritten.
  const root = await c.peek(threaded, [conversation, seq]);
  if (root === null) return null;
  const aside = await c.read(threadEntries, [conversation, root, seq]);
  return aside && isOver(aside, Date.now()) ? null : aside;
}

/** The same without the check: say at the call why it may be out of date. */
export async function peekEntry(
  c: Change,
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  const entry = await peekStored(c, conversation, seq);
  return entry && isOver(entry, Date.now()) ? null : entry;
}

/** The same as it is stored, for those who remove what is over. */
export async function peekStored(
  c: Change,
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  const entry = await c.peek(entries, [conversation, seq]);
  if (entry) return entry;
  const root = await c.peek(threaded, [conversation, seq]);
  return root === null
    ? null
    : await c.peek(threadEntries, [conversation, root, seq]);
}

/** The entry as it stood before this change, whatever that has put already. */
export async function storedEntry(
  c: Change,
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  const only = { after: seq - 1, before: seq + 1, limit: 1 };
  // Whoever alters an entry writes the tip, which its deed has as a check.
  for await (const { value } of c.list(entries, [conversation], only)) {
    return value;
  }
  for await (const aside of c.list(threaded, [conversation], only)) {
    const rows = c.list(threadEntries, [conversation, aside.value], only);
    for await (const { value } of rows) return value;
  }
  return null;
}

/** A run of a thread; `after` and `before` are exclusive. */
export async function listThread(
  conversation: string,
  root: number,
  options: {
    after?: number;
    before?: number;
    limit: number;
    reverse?: boolean;
  },
): Promise<Entry[]> {
  return await collect(
    options,
    (range) => list(threadEntries, [conversation, root], range),
  );
}

/** A run of everything that has a number, wherever it stands; `after` and `before` are exclusive. */
export async function listNumbered(
  conversation: string,
  options: {
    after?: number;
    before?: number;
    limit: number;
    reverse?: boolean;
  },
): Promise<Entry[]> {
  const [shown, aside] = await Promise.all([
    listEntries(conversation, options),
    listThreaded(conversation, options),
  ]);
  const way = options.reverse ? -1 : 1;
  return [...shown, ...aside].sort((a, b) => way * (a.seq - b.seq))
    .slice(0, options.limit);
}

async function listThreaded(
  conversation: string,
  options: { limit: number },
): Promise<Entry[]> {
  const seqs: number[] = [];
  for await (const { key } of list(threaded, [conversation], options)) {
    seqs.push(key[1]);
  }
  return seqs.length === 0 ? [] : await readEntries(conversation, seqs);
}
