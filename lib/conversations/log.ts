/**
 * The log of a conversation: one gap-free integer sequence. Every entry goes
 * through here, so that its number, the tip and the writer's own reading
 * position change together or not at all.
 */
import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import { alterations, entries, inNotes, tips } from "./_keys.ts";
import { rememberTip } from "./_recent_tips.ts";
import { tellLogChanged } from "./log_changed.ts";
import { putReading } from "./_store.ts";
import type { Entry, Neighbour, Note, Tip } from "./model.ts";

/** What a writer hands in; number, neighbour and place come from the log. */
export type Draft = Omit<Entry, "seq" | "conversation">;

const EMPTY: Tip = {
  seq: 0,
  alteration: 0,
  at: 0,
  author: "",
  kind: "none",
  preview: "",
};

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
  const tip = await c.read(tips, [conversation]) ?? EMPTY;
  // Clocks step back; the log does not: an entry is never older than the one before it.
  const at = Math.max(draft.at, tip.at);
  const entry: Entry = { ...draft, at, conversation, seq: tip.seq + 1 };
  c.put(entries, [conversation, entry.seq], entry);
  putTip(c, conversation, {
    ...tip,
    seq: entry.seq,
    at,
    author: entry.author,
    kind: entry.kind,
    preview,
  });
  putReading(c, conversation, entry.author, entry.seq, at);
  if ("note" in entry.body) putInNote(c, entry, entry.body.note, named);
  return { entry, previous: neighbourOf(tip) };
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
  c.put(entries, [conversation, seq], {
    ...entry,
    ...(first ? { first } : {}),
  });
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
  { seq, at, by }: { seq: number; at: number; by: string },
): Promise<void> {
  await putAlteration(c, conversation, { seq, at, by }, {});
}

async function putAlteration(
  c: Change,
  conversation: string,
  what: { seq: number; at: number; by?: string },
  shown: Partial<Tip>,
): Promise<void> {
  const tip = await c.read(tips, [conversation]) ?? EMPTY;
  const n = tip.alteration + 1;
  c.put(alterations, [conversation, n], what);
  putTip(c, conversation, {
    ...tip,
    alteration: n,
    ...(what.seq === tip.seq ? shown : {}),
  });
}

/** The stamp of the commit that added an entry. The deed's own read of the row is the check. */
async function firstStamp(
  c: Change,
  { conversation, seq }: Entry,
): Promise<string | undefined> {
  const place = { after: seq - 1, before: seq + 1, limit: 1 };
  for await (const row of c.list(entries, [conversation], place)) {
    return row.value.first ?? row.versionstamp;
  }
}

function putTip(c: Change, conversation: string, tip: Tip): void {
  const store = theStore();
  c.put(tips, [conversation], tip);
  tellLogChanged(c, conversation);
  c.afterCommit(() => rememberTip(store, conversation, tip));
}

/** The entry before, or null at the very start. */
export async function previousOf(
  c: Change,
  entry: Entry,
): Promise<Neighbour | null> {
  if (entry.seq === 1) return null;
  // Not checked: grouping is looks, and no entry changes author or time.
  return await c.peek(entries, [entry.conversation, entry.seq - 1]);
}

function neighbourOf(tip: Tip): Neighbour | null {
  return tip.kind === "none"
    ? null
    : { author: tip.author, at: tip.at, kind: tip.kind };
}
