/** What on a page of messages is the reader's own. */
import { readMany } from "@/lib/kv/read.ts";
import { reactions, votes } from "./_keys.ts";
import type { Marks, ShownMessage } from "./model.ts";

type Marked = Pick<ShownMessage, "conversation" | "seq" | "reactions" | "poll">;

/** The marks of one person on these messages, by number; asks only where there is something to mark. */
export async function readMarks(
  user: string,
  messages: readonly Marked[],
): Promise<Map<number, Marks>> {
  const keyOf = ({ conversation, seq }: Marked): [string, number, string] => [
    conversation,
    seq,
    user,
  ];
  const reacted = messages.filter(({ reactions }) => reactions);
  const polled = messages.filter(({ poll }) => poll && poll.voters > 0);
  const [emojis, chosen] = await Promise.all([
    readMany(reactions, reacted.map(keyOf)),
    readMany(votes, polled.map(keyOf)),
  ]);
  const found = new Map<number, Marks>();
  emojis.forEach((row, i) => {
    if (row) found.set(reacted[i]!.seq, { reactions: row.emojis });
  });
  chosen.forEach((row, i) => {
    if (!row) return;
    const { seq } = polled[i]!;
    const { reactions = [] } = found.get(seq) ?? {};
    found.set(seq, { reactions, votes: row.choices });
  });
  return found;
}
