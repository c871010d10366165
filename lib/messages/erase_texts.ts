/** Erases earlier texts and client ids of a conversation that has ended. */
import type { ConversationEnded } from "@/lib/conversations/erase_conversation.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { change } from "@/lib/kv/change.ts";
import { clientIds, versions } from "./_keys.ts";

/** Rows dropped by one write. */
const BATCH = 500;

/** Does such a job. */
export async function eraseLogTexts(
  job: ConversationEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { conversation } = job;
  while (await dropSome(conversation)) {
    if (isOver()) return await change((c) => later(c, job));
  }
}

/** @returns whether there was anything */
async function dropSome(conversation: string): Promise<boolean> {
  return await change(async (c) => {
    let count = 0;
    const some = { limit: BATCH };
    for await (const { key } of c.list(versions, [conversation], some)) {
      c.drop(versions, key);
      count++;
    }
    if (count > 0) return true;
    for await (const { key } of c.list(clientIds, [conversation], some)) {
      c.drop(clientIds, key);
      count++;
    }
    return count > 0;
  });
}
