/** Erases earlier texts, client ids and what hung on the messages of a conversation that has ended. */
import type { ConversationEnded } from "@/lib/conversations/erase_conversation.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { change } from "@/lib/kv/change.ts";
import type { Family } from "@/lib/kv/family.ts";
import { cardPictures } from "./_card_keys.ts";
import { removedIn } from "./_retention_keys.ts";
import {
  clientIds,
  pinned,
  reactions,
  tallies,
  versions,
  votes,
} from "./_keys.ts";
import { eraseSavesOf } from "./erase_saved.ts";

/** Rows of a conversation, whatever they hold. */
type Rows = Family<unknown, readonly [string, ...Deno.KvKeyPart[]]>;

/** Rows dropped by one write. */
const BATCH = 500;

/** Does such a job. */
export async function eraseLogTexts(
  job: ConversationEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { conversation } = job;
  await eraseSavesOf(conversation);
  while (await dropSome(conversation)) {
    if (isOver()) return await change((c) => later(c, job));
  }
}

/** @returns whether there was anything */
async function dropSome(conversation: string): Promise<boolean> {
  return await change(async (c) => {
    const some = { limit: BATCH };
    const all = [
      versions,
      clientIds,
      tallies,
      reactions,
      votes,
      pinned,
      cardPictures,
      removedIn,
    ];
    for (const family of all as Rows[]) {
      let count = 0;
      for await (const { key } of c.list(family, [conversation], some)) {
        c.drop(family, key);
        count++;
      }
      if (count > 0) return true;
    }
    return false;
  });
}
