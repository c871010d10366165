import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { notices } from "./_keys.ts";
import { saved } from "./_saved_keys.ts";
import { reminderId, type RemindOf } from "./save.ts";

/**
 * Does such a job: one write ends the waiting and raises the notice, so that a
 * crash leaves one or the other, and whoever runs it again finds nothing due.
 */
export async function remindWhenDue(job: RemindOf): Promise<void> {
  const { user, conversation, seq, due } = job;
  const now = Date.now();
  await change(async (c) => {
    const row = await c.read(saved, [user, conversation, seq]);
    if (row?.remind !== due) return;
    // The clock was put back since: its minute is still to come.
    if (due > now) return later(c, job, { delay: due - now });
    c.put(saved, [user, conversation, seq], { at: row.at, due });
    c.put(notices, [user, "reminder", reminderId(conversation, seq)], {
      at: now,
    });
    announce(c, { type: "notice-raised", audience: { user } });
  });
}
