/** Takes out what has come to its end, in the order in which it did. */
import {
  dropEnded,
  listEnded,
  type Vanish,
  vanishAt,
} from "@/lib/conversations/vanish_later.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import { isOver } from "@/lib/conversations/log_model.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { change } from "@/lib/kv/change.ts";
import { removeEntries } from "./remove.ts";

/** Messages looked at together. */
const BATCH = 100;

/**
 * Does such a job, and whatever was left before it: what a crash or a stopped
 * server has delayed needs no job of its own.
 */
export async function sweepVanished(
  { due }: Vanish,
  signal: AbortSignal,
): Promise<void> {
  const turnOver = turn(signal);
  // The clock was put back since: its moment is still to come.
  if (due > Date.now()) return await change((c) => vanishAt(c, due));
  for (;;) {
    const now = Date.now();
    const ended = await listEnded(now, BATCH);
    for (
      const [id, keys] of Map.groupBy(ended, ({ conversation }) => conversation)
    ) {
      const conversation = (await readConversations([id])).get(id);
      for (let rest = keys; rest.length > 0;) {
        rest = await change(async (c) => {
          const seqs = rest.map(({ seq }) => seq);
          const looked = conversation
            ? (await removeEntries(
              c,
              conversation,
              seqs,
              (entry) => isOver(entry, now),
            )).looked
            // It has ended, and its log went with it.
            : rest.length;
          for (const one of rest.slice(0, looked)) dropEnded(c, one);
          return rest.slice(looked);
        }, { queue: logQueue(id) });
      }
      if (turnOver()) return await change((c) => vanishAt(c, now));
    }
    if (ended.length < BATCH) return;
  }
}
