import { entries } from "@/lib/conversations/entries.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { tallies, votes } from "./_keys.ts";
import { putPolled } from "./_poll_changed.ts";
import { recounted } from "./poll_model.ts";

/** Takes back whatever somebody voted for in a conversation, in closed polls, too. */
export async function eraseVotes(user: string, id: string): Promise<void> {
  for await (const { key } of list(votes, [id])) {
    if (key[2] === user) await eraseVote(user, id, key[1]);
  }
}

async function eraseVote(user: string, id: string, seq: number): Promise<void> {
  const at = Date.now();
  const conversation = (await readConversations([id])).get(id);
  await change(async (c) => {
    const row = await c.read(votes, [id, seq, user]);
    if (!row) return;
    c.drop(votes, [id, seq, user]);
    const tally = await c.read(tallies, [id, seq]);
    // Peeked: whoever alters an entry writes the tip, which the alteration reads.
    const entry = await c.peek(entries, [id, seq]);
    if (!tally?.poll || !entry || !conversation) return;
    await putPolled(c, conversation, entry, {
      ...tally,
      poll: recounted(tally.poll, row.choices, []),
    }, { at, by: user });
  }, { queue: logQueue(id) });
}
