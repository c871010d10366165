import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import {
  Conflict,
  Forbidden,
  NotFound,
  Problem,
  StorageFull,
  TooMany,
  Unavailable,
} from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { notices, scheduled } from "./_keys.ts";
import type { ShownMessage } from "./model.ts";
import { dropScheduled, type SendScheduled, waiting } from "./schedule.ts";
import type { Refused, Scheduled } from "./scheduled_model.ts";
import { sendMessage } from "./send.ts";

/** It was changed while it was being sent: looked at again. */
class Changed extends Error {}

/**
 * Does such a job: sends what is due as its writer would now, with every right
 * asked again. What may not be sent stays with its writer, who is told.
 */
export async function sendWhenDue(job: SendScheduled): Promise<void> {
  const { user: id, conversation, due } = job;
  const one = await read(scheduled, [id, conversation, job.id]);
  if (!one || one.due !== due || one.refused) return;
  const early = due - Date.now();
  // The clock was put back since: its minute is still to come.
  if (early > 0) return await change((c) => later(c, job, { delay: early }));
  const user = await findUser(id);
  if (!user) {
    return await change((c) => dropScheduled(c, id, conversation, job.id));
  }
  try {
    await send(user, one);
  } catch (error) {
    if (!(error instanceof Problem) || passes(error)) throw error;
    await refuse(user, one, error);
  }
}

/** Sends it at once. @throws NotFound when it is not waiting any more; whatever sending throws */
export async function sendScheduledNow(
  user: User,
  conversation: string,
  id: string,
): Promise<ShownMessage> {
  const one = await change((c) => waiting(c, user, conversation, id));
  return await send(user, one);
}

/** One write sends it and ends the waiting, so that a crash leaves one or the other. */
async function send(user: User, one: Scheduled): Promise<ShownMessage> {
  const { conversation, id, text, reply } = one;
  return await sendMessage(
    user,
    {
      conversation,
      text,
      clientId: id,
      ...(reply === undefined ? {} : { reply }),
    },
    async (c) => {
      const now = await c.read(scheduled, [user.id, conversation, id]);
      if (now?.text !== text || now.due !== one.due) throw new Changed();
      dropScheduled(c, user.id, conversation, id);
    },
  );
}

/** Might it go well a little later? Then the job tries again. */
function passes(error: Problem): boolean {
  return error instanceof StorageFull || error instanceof Unavailable ||
    error instanceof TooMany;
}

function reasonOf(problem: Problem): Refused {
  if (problem instanceof NotFound) return "away";
  return problem instanceof Forbidden ? "forbidden" : "other";
}

async function refuse(
  user: User,
  { conversation, id, due }: Scheduled,
  problem: Problem,
): Promise<void> {
  const at = Date.now();
  await change(async (c) => {
    const one = await c.read(scheduled, [user.id, conversation, id]);
    if (one?.due !== due) return;
    // Sent under this id before: there is nothing left to decide.
    if (problem instanceof Conflict) {
      return dropScheduled(c, user.id, conversation, id);
    }
    c.put(scheduled, [user.id, conversation, id], {
      ...one,
      refused: reasonOf(problem),
    });
    c.put(notices, [user.id, "unsendable", id], { at });
    announce(c, { type: "notice-raised", audience: { user: user.id } });
  });
}
