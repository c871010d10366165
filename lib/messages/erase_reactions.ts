import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { findProfile } from "@/lib/accounts/find.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import {
  logQueue,
  noteAlteration,
  previousOf,
} from "@/lib/conversations/log.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { reactions, tallies } from "./_keys.ts";
import { putTally } from "./_store.ts";
import { removed } from "./reaction_model.ts";
import { showWhole } from "./show.ts";

/** Takes back whatever somebody reacted with in a conversation. Nobody is named in their place. */
export async function eraseReactions(user: string, id: string): Promise<void> {
  for await (const { key } of list(reactions, [id])) {
    if (key[2] === user) await eraseReaction(user, id, key[1]);
  }
}

async function eraseReaction(
  user: string,
  id: string,
  seq: number,
): Promise<void> {
  const at = Date.now();
  const conversation = (await readConversations([id])).get(id);
  await change(async (c) => {
    const row = await c.read(reactions, [id, seq, user]);
    if (!row) return;
    c.drop(reactions, [id, seq, user]);
    const tally = await c.read(tallies, [id, seq]);
    const entry = await takeEntry(c, id, seq);
    if (!tally || !entry || !conversation) return;
    const left = {
      ...tally,
      reactions: row.emojis.reduce(
        (all, emoji) => removed(all, emoji, user, []),
        [...tally.reactions ?? []],
      ),
    };
    putTally(c, id, seq, left);
    await noteAlteration(c, id, { seq, at, by: user });
    const author = await findProfile(entry.author) ??
      formerProfile(entry.author);
    const previous = await previousOf(c, entry);
    announce(c, {
      type: "message-changed",
      audience: { conversation: id },
      message: await showWhole(conversation, entry, author, previous, left),
      hung: true,
    });
  }, { queue: logQueue(id) });
}
