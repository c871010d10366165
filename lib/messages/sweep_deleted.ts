/** What hung on a deleted message and may be too much for the one change that deletes it. */
import { dropFiles } from "@/lib/files/attach.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import type { Family } from "@/lib/kv/family.ts";
import { list } from "@/lib/kv/read.ts";
import { pinned, reactions, tallies, votes } from "./_keys.ts";
import { putTally } from "./_store.ts";
import { eraseSavesOf, isSaved } from "./erase_saved.ts";
import type { Tally } from "./model.ts";
import { dropPicture } from "./preview_link.ts";
import { takeBackMentions } from "./tell_mentioned.ts";

/** A message was deleted for everyone. */
export interface MessageDeleted extends Job {
  readonly kind: "message-deleted";
  readonly conversation: string;
  readonly seq: number;
}

/**
 * Takes from a message that is being deleted all that hangs on it. Its thread is
 * what others said, and stays.
 * @returns what is left
 */
export async function forgetHung(
  c: Change,
  conversation: string,
  seq: number,
): Promise<Tally> {
  await dropFiles(c, conversation, seq);
  await takeBackMentions(c, conversation, seq);
  // Peeked: whoever changes a tally writes the tip, and so does who deletes.
  const tally = await c.peek(tallies, [conversation, seq]);
  if (!tally) {
    // Unchecked: of a message saved in this moment the row is left, which holds no word of it.
    if (await isSaved(c, conversation, seq)) sweepLater(c, conversation, seq);
    return {};
  }
  const { thread } = tally;
  if (tally.pinned) c.drop(pinned, [conversation, seq]);
  const left: Tally = thread ? { thread } : {};
  dropPicture(c, { conversation, seq }, tally);
  // Without these its row shows nothing more; the rest may be too much for one write.
  putTally(c, conversation, seq, left);
  sweepLater(c, conversation, seq);
  return left;
}

function sweepLater(c: Change, conversation: string, seq: number): void {
  later<MessageDeleted>(c, { kind: "message-deleted", conversation, seq });
}

/** Rows of people at a message, whatever they hold. */
type Rows = Family<unknown, readonly [string, number, string]>;

/** Rows dropped in one change. */
const BATCH = 200;

/** Drops who reacted with what, who chose what, and who saved it. Its row shows nothing of it from the moment of deletion on. */
export async function sweepDeleted(
  { conversation, seq }: MessageDeleted,
): Promise<void> {
  await eraseSavesOf(conversation, seq);
  for (const family of [reactions, votes] as Rows[]) {
    for (;;) {
      const keys: (readonly [string, number, string])[] = [];
      const rows = list(family, [conversation, seq], { limit: BATCH });
      for await (const { key } of rows) keys.push(key);
      if (keys.length === 0) break;
      await change((c) => {
        for (const key of keys) c.drop(family, key);
      });
    }
  }
}
