/** Takes away the index of a conversation, as when it has ended. */
import type { ConversationEnded } from "@/lib/conversations/erase_conversation.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { change } from "@/lib/kv/change.ts";
import type { Family } from "@/lib/kv/family.ts";
import { alone } from "./_alone.ts";
import { listed, nodes } from "./_keys.ts";
import { forgetIndex } from "./_recent.ts";

/** Rows of a conversation, whatever they hold. */
type Rows = Family<unknown, readonly [string, ...Deno.KvKeyPart[]]>;

/** Rows dropped by one write. */
const BATCH = 500;

/** Does such a job. */
export async function eraseIndex(
  job: ConversationEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  if (!await dropIndex(job.conversation, isOver)) {
    await change((c) => later(c, job));
  }
}

/** Nothing is left of it. @returns false when it was over before its time */
export async function dropIndex(
  conversation: string,
  isOver: () => boolean = () => false,
): Promise<boolean> {
  return await alone(conversation, async () => {
    // Before the rest: a tree without this row is read by nobody.
    await change((c) => forgetIndex(c, conversation));
    while (await dropSome(conversation)) if (isOver()) return false;
    return true;
  });
}

/** @returns whether there was anything */
async function dropSome(conversation: string): Promise<boolean> {
  return await change(async (c) => {
    for (const family of [nodes, listed] as Rows[]) {
      let count = 0;
      const some = c.list(family, [conversation], { limit: BATCH });
      for await (const { key } of some) {
        c.drop(family, key);
        count++;
      }
      if (count > 0) return true;
    }
    return false;
  });
}
