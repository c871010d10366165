/**
 * The log of a conversation: one gap-free integer sequence. Every entry goes
 * through here, so that its number, the tip and the writer's own reading
 * position change together or not at all.
 */
import type { Change } from "@/lib/kv/change.ts";
import {
  alterations,
  entries,
  inNotes,
  threaded,
  threadEntries,
} from "./_keys.ts";
import { putEntry, putReading } from "./_store.ts";
import { putTip, takeTip } from "./_tip.ts";
import type { Entry, Neighbour, Note, Tip } from "./model.ts";
import { lastOf, nthOf } from "./log_model.ts";
import { vanishLater } from "./vanish_later.ts";

/** What a writer hands in; number, neighbour and place come from the log. */
export type Draft = Omit<Entry, "seq" | "conversation">;

/** Changes to one conversation's log wait for each other in this queue. */
export function logQueue(conversation: string): string {
  return `conversation:${conversation}`;
}

/**
 * Appends an entry. The tip read here becomes a check of the change, and every
 * change of membership writes the tip too: a send that races a removal is
 * therefore run again and meets the removal.
 * @param preview start of the text in plain words; empty when the server may not read it
 * @param named whose names a note holds, in their order
 */
export async function appendEntry(
  c: Change,
  conversation: string,
  draft: Draft,
  preview: string,
  named: readonly string[] = [],
): Promise<{ entry: Entry; previous: Neighbour | null }> {
  const tip = await takeTip(c, conversation);
  // Clocks step back; the log does not: an entry is never older than the one before it.
  const at = Math.max(draft.at, tip.at, tip.latest ?? 0);
  const seq = tip.seq + 1;
  const nth = nthOf(tip) + 1;
  const place = { seq, ...(nth === seq ? {} : { nth }) };
  const entry: Entry = { ...draft, at, conversation, ...place };
  putEntry(c, entry);
  vanishLater(c, entry);
  const previous = await neighbourOf(c, conversation, tip);
  const { last: _, latest: __, until: ___, ...before } = tip;
  putTip(c, conversation, {
    ...before,
    ...place,
    at,
    author: entry.author,
    kind: entry.kind,
    preview,
    ...(entry.until === undefined ? {} : { until: entry.until }),
  });
  putReading(c, conversation, entry.author, place, at);
  if ("note" in entry.body) putInNote(c, entry, entry.body.note, named);
  return { entry, previous };
}

/** Remembers whose names and words a note holds. */
function putInNote(
  c: Change,
  { conversation, author, seq }: Entry,
  note: Note,
  named: readonly string[],
): void {
  named.forEach((user, name) =>
    c.put(inNotes, [user, conversation, seq], { name })
  );
  if (note.what === "described" && note.to !== "") {
    c.put(inNotes, [author, conversation, seq], { words: true });
  }
}

/**
 * Replaces an entry's body in place and says so in the list of alterations.
 * The preview is used only when the entry is the newest one.
 */
export async function alterEntry(
  c: Change,
  entry: Entry,
  at: number,
  preview: string,
): Promise<void> {
  const { conversation, seq } = entry;
  const first = await firstStamp(c, entry);
  putEntry(c, { ...entry, ...(first ? { first } : {}) });
  const { kind } = entry;
  await putAlteration(c, conversation, { seq, at }, { kind, preview });
}

/**
 * Says that something which hangs on an entry has changed, so that streams
 * which were away draw its row anew. The entry itself stays as it is.
 * @param by whose own screens show it in another way than all others
 */
export async function noteAlteration(
  c: Change,
  conversation: string,
  { seq, at, by }: { seq: number; at: number; by?: string },
): Promise<void> {
  await putAlteration(c, conversation, { seq, at, ...by && { by } }, {});
}

/**
 * Takes an entry out of the log, row and all. Its number is never given again,
 * and the list of alterations says that something was there.
 */
export async function dropEntry(
  c: Change,
  { conversation, seq, thread }: Entry,
  at: number,
): Promise<void> {
  if (thread === undefined) c.drop(entries, [conversation, seq]);
  else {
    c.drop(threadEntries, [conversation, thread, seq]);
    c.drop(threaded, [conversation, seq]);
  }
  const shown = { kind: "deleted", preview: "" } as const;
  await putAlteration(c, conversation, { seq, at }, shown);
}

async function putAlteration(
  c: Change,
  conversation: string,
  what: { seq: number; at: number; by?: string },
  shown: Partial<Tip>,
): Promise<void> {
  const tip = await takeTip(c, conversation);
  const n = tip.alteration + 1;
  c.put(alterations, [conversation, n], what);
  putTip(c, conversation, {
    ...tip,
    alteration: n,
    ...(what.seq === lastOf(tip) ? shown : {}),
  });
}

/** The stamp of the commit that added an entry. The deed's own read of the row is the check. */
async function firstStamp(
  c: Change,
  { conversation, seq, thread }: Entry,
): Promise<string | undefined> {
  // In a thread the row that says where it stands keeps the stamp.
  if (thread !== undefined) return undefined;
  const place = { after: seq - 1, before: seq + 1, limit: 1 };
  for await (const row of c.list(entries, [conversation], place)) {
    return row.value.first ?? row.versionstamp;
  }
}

/** The entry before it among those it stands with, or null at the very start. */
export async function previousOf(
  c: Change,
  { conversation, seq, thread }: Entry,
): Promise<Neighbour | null> {
  // Not checked: grouping is looks, and no entry changes author or time.
  const last = { before: seq, limit: 1, reverse: true };
  const rows = thread === undefined
    ? c.list(entries, [conversation], last)
    : c.list(threadEntries, [conversation, thread], last);
  for await (const { value } of rows) return value;
  return null;
}

/** What stands before a new entry. Where the last one is deleted it may be gone: then the log knows. */
async function neighbourOf(
  c: Change,
  conversation: string,
  { author, at, kind }: Tip,
): Promise<Neighbour | null> {
  if (kind === "none") return null;
  if (kind !== "deleted") return { author, at, kind };
  // The tip is the check: whoever takes an entry away writes it.
  const last = { limit: 1, reverse: true };
  for await (const { value } of c.list(entries, [conversation], last)) {
    return value;
  }
  return null;
}
