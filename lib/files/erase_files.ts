/** Erases the files of a conversation that has ended. */
import type { ConversationEnded } from "@/lib/conversations/erase_conversation.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { change } from "@/lib/kv/change.ts";
import { files } from "./_keys.ts";
import { dropFile } from "./attach.ts";

/** Files dropped by one write; each leaves a job. */
const BATCH = 100;

/** Does such a job. */
export async function eraseFiles(
  job: ConversationEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { conversation } = job;
  for (let dropped = BATCH; dropped === BATCH;) {
    if (isOver()) return await change((c) => later(c, job));
    dropped = await change(async (c) => {
      let count = 0;
      const some = c.list(files, [conversation], { limit: BATCH });
      for await (const { key, value } of some) {
        dropFile(c, key, value.blob);
        count++;
      }
      return count;
    });
  }
}
