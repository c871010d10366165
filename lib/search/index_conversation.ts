/**
 * Brings a conversation's index up to its log. The log's two counters say what
 * is missing: numbers of entries, and alterations (edits, deletes). So it does
 * not matter how often or in which order this runs, or where a crash ended it.
 */
import { listAlterations, readEntries } from "@/lib/conversations/entries.ts";
import { listNumbered } from "@/lib/conversations/thread_log.ts";
import { findTipEntry, readConversations } from "@/lib/conversations/find.ts";
import { nothingLeft } from "@/lib/conversations/log_model.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import { read } from "@/lib/kv/read.ts";
import { alone } from "./_alone.ts";
import { indexStates, NEW_INDEX } from "./_keys.ts";
import { takeIn } from "./_take_in.ts";

/** Entries and alterations taken in at a time. */
const ENTRIES = 500;
const ALTERATIONS = 200;

/** How it is done. */
export interface IndexOptions {
  readonly signal?: AbortSignal;
  /** Entries taken in at a time: many are cheaper for each, and take memory. */
  readonly atOnce?: number;
}

/**
 * Brings the index up to the log as it is now.
 * @returns whether there is more to do: when the signal ended it
 */
export async function indexConversation(
  id: string,
  { signal, atOnce = ENTRIES }: IndexOptions = {},
): Promise<boolean> {
  const conversation = (await readConversations([id])).get(id);
  if (!conversation || !mayRead(conversation)) return false;
  return await alone(id, async () => {
    while (await indexSome(id, atOnce)) {
      if (signal?.aborted) return true;
    }
    return false;
  });
}

/** @returns whether there was anything to do */
async function indexSome(id: string, atOnce: number): Promise<boolean> {
  const state = await read(indexStates, [id]) ?? NEW_INDEX;
  const tip = await findTipEntry(id);
  if (
    !tip || tip.value.seq === state.seq &&
      tip.value.alteration === state.alteration
  ) return false;
  // Counters before entries: what is altered from here on has a higher number.
  const alterations = await listAlterations(id, state.alteration, ALTERATIONS);
  // Not beyond the tip: of what is being added now a look may see the later one only.
  const { seq } = tip.value;
  const range = { after: state.seq, before: seq + 1, limit: atOnce };
  const fresh = await listNumbered(id, range);
  const seqs = [...new Set(alterations.map(({ seq }) => seq))]
    .filter((seq) => seq <= state.seq);
  const there = new Map(
    (await readEntries(id, seqs)).map((entry) => [entry.seq, entry]),
  );
  const altered = seqs.map((seq) =>
    there.get(seq) ?? nothingLeft(id, "", seq, 0)
  );
  const entries = [...altered, ...fresh];
  await takeIn(id, state, entries, {
    seq: fresh.length < atOnce ? seq : fresh.at(-1)!.seq,
    alteration: alterations.at(-1)?.n ?? state.alteration,
  });
  return true;
}
