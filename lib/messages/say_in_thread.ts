import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { entries } from "@/lib/conversations/entries.ts";
import {
  type Draft,
  noteAlteration,
  previousOf,
} from "@/lib/conversations/log.ts";
import type { Entry, Neighbour } from "@/lib/conversations/model.ts";
import type { Place } from "@/lib/conversations/find.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { appendToThread } from "@/lib/conversations/thread_log.ts";
import { Invalid } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { follows, tallies } from "./_keys.ts";
import { putTally } from "./_store.ts";
import { mayHaveThread } from "./model.ts";
import { showWhole } from "./show.ts";

/**
 * Appends to the thread of a message, whose own row says so from now on. Who
 * writes follows the thread, and so does the author of its first message unless
 * they chose not to.
 * @throws Invalid at `thread`
 */
export async function sayInThread(
  c: Change,
  { conversation, member }: Place,
  seq: number,
  sender: User,
  draft: Draft,
): Promise<{ entry: Entry; previous: Neighbour | null }> {
  const { id } = conversation;
  demandReadable(member, seq);
  const root = await c.read(entries, [id, seq]);
  const tally = await c.read(tallies, [id, seq]) ?? {};
  if (!root || !mayHaveThread({ ...root, ...tally })) {
    throw new Invalid({ thread: { key: "message.error.thread" } });
  }
  const nth = (tally.thread?.count ?? 0) + 1;
  const said = await appendToThread(c, id, { root: seq, nth }, draft);
  const { at } = said.entry;
  const changed = { ...tally, thread: { count: nth, at } };
  putTally(c, id, seq, changed);
  await noteAlteration(c, id, { seq, at, by: sender.id });
  const place = { on: true, seq: said.entry.seq, nth };
  c.put(follows, [sender.id, id, seq], place);
  if (root.author !== sender.id) {
    const theirs = await c.read(follows, [root.author, id, seq]);
    const start = { on: true, seq: 0, nth: 0 };
    if (!theirs) c.put(follows, [root.author, id, seq], start);
  }
  const author = await findProfile(root.author) ?? formerProfile(root.author);
  const previous = await previousOf(c, root);
  announce(c, {
    type: "message-changed",
    audience: { conversation: id },
    message: await showWhole(conversation, root, author, previous, changed),
    hung: true,
  });
  return said;
}
