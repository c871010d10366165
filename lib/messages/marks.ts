/** What on a page of messages is the reader's own. */
import { readMany } from "@/lib/kv/read.ts";
import { reactions } from "./_keys.ts";
import type { Marks, ShownMessage } from "./model.ts";

/** The marks of one person on these messages, by number; asks only where there is something to mark. */
export async function readMarks(
  user: string,
  messages: readonly Pick<ShownMessage, "conversation" | "seq" | "reactions">[],
): Promise<Map<number, Marks>> {
  const some = messages.filter(({ reactions }) => reactions);
  const rows = await readMany(
    reactions,
    some.map(({ conversation, seq }) => [conversation, seq, user]),
  );
  return new Map(
    rows.flatMap((row, i) =>
      row ? [[some[i]!.seq, { reactions: row.emojis }]] : []
    ),
  );
}
