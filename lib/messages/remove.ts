/**
 * Takes messages out for good, as their timer or a rule of retention says: the
 * row goes, and with it everything that deleting takes away. The number stays
 * used, so that whoever was away learns that something is not there any more.
 */
import { alterEntry, dropEntry } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import { emptied } from "@/lib/conversations/log_model.ts";
import { peekStored } from "@/lib/conversations/thread_log.ts";
import type { Change } from "@/lib/kv/change.ts";
import { clientIds, tallies, versions } from "./_keys.ts";
import { Removal } from "./_removal.ts";
import { putTally } from "./_store.ts";
import { repliesOf, type Tally } from "./model.ts";
import { forgetHung } from "./sweep_deleted.ts";

/** Rows written by one change at most, counting earlier texts. */
const MOST_ROWS = 400;
/** Rows for one message beside those. */
const ROWS = 6;

/**
 * Removes those of these entries that may go, within a change in the queue of
 * their log. What began a thread that goes on stays as a deleted message until
 * the last answer is gone.
 * @param mayGo asked of each entry as it stands now
 * @returns how many messages went, and at how many entries there was time to look
 */
export async function removeEntries(
  c: Change,
  conversation: Conversation,
  seqs: readonly number[],
  mayGo: (entry: Entry) => boolean,
): Promise<{ gone: number; looked: number }> {
  const at = Date.now();
  const { id } = conversation;
  // Peeked: whoever alters an entry writes the tip, and so does what removes one.
  const going: Entry[] = [];
  let [looked, rows] = [0, 0];
  for (const seq of seqs) {
    if (rows > MOST_ROWS) break;
    looked++;
    const entry = await peekStored(c, id, seq);
    if (!entry || !mayGo(entry)) continue;
    going.push(entry);
    rows += ROWS + (entry.versions ?? 0);
  }
  const removal = new Removal(c, conversation, at);
  let gone = 0;
  const drop = async (entry: Entry) => {
    await dropEntry(c, entry, at);
    removal.gone.add(entry.seq);
  };
  const answered = new Map<number, number>();
  for (const entry of going) {
    const { thread } = entry;
    if (thread === undefined) continue;
    await forget(c, entry);
    await drop(entry);
    answered.set(thread, (answered.get(thread) ?? 0) + 1);
    if (entry.kind === "text") gone++;
  }
  // With its last answer goes what is left of a message that was answered.
  for (const [seq, fewer] of answered) {
    const root = await peekStored(c, id, seq);
    const { thread, ...rest } = await c.peek(tallies, [id, seq]) ?? {};
    if (!root || !thread) continue;
    const left = { ...thread, gone: (thread.gone ?? 0) + fewer };
    if (root.kind === "deleted" && repliesOf(left) === 0) {
      c.drop(tallies, [id, seq]);
      await drop(root);
    } else {
      const tally: Tally = { ...rest, thread: left };
      putTally(c, id, seq, tally);
      await removal.showAgain(root, tally);
    }
  }
  for (const entry of going) {
    if (entry.thread !== undefined || removal.gone.has(entry.seq)) continue;
    const { thread } = await c.peek(tallies, [id, entry.seq]) ?? {};
    if (thread && repliesOf(thread) > 0) {
      if (entry.kind === "deleted") continue;
      const left = await forget(c, entry);
      // It stays beyond its end, for as long as there is an answer.
      const { until: _, ...rest } = emptied(entry);
      await alterEntry(c, rest, at, "");
      await removal.show(rest, left);
    } else {
      await forget(c, entry);
      if (thread) c.drop(tallies, [id, entry.seq]);
      await drop(entry);
    }
    if (entry.kind === "text") gone++;
  }
  await removal.tell();
  return { gone, looked };
}

/** Takes away what hangs on an entry; the id it was sent under answers a late re-send with nothing. */
async function forget(
  c: Change,
  { conversation, seq, author, clientId, versions: earlier = 0, at }: Entry,
): Promise<Tally> {
  for (let n = 0; n < earlier; n++) c.drop(versions, [conversation, seq, n]);
  if (clientId) {
    c.put(clientIds, [conversation, author, clientId], {
      seq,
      digest: null,
      at,
    });
  }
  return await forgetHung(c, conversation, seq);
}
