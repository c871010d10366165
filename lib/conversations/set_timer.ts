import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { refuseIfClosed } from "./rights.ts";
import { appendNote } from "./note.ts";
import {
  maySetTimer,
  TIMER_MOST,
  TIMERS,
  type Unit,
  UNITS,
} from "./timer_model.ts";

/**
 * Minutes until new messages vanish; 0 is never.
 * @throws Invalid at `timer` or `amount`
 */
export function parseTimer(
  form: { timer: string; amount: string; unit: string },
): number {
  if (form.timer === "off") return 0;
  if (form.timer !== "own") {
    const offered = TIMERS.find((minutes) => String(minutes) === form.timer);
    if (!offered) {
      throw new Invalid({ timer: { key: "retention.timer.which" } });
    }
    return offered;
  }
  const amount = form.amount.trim();
  const unit = Object.hasOwn(UNITS, form.unit) ? form.unit as Unit : null;
  const minutes = unit && /^\d{1,6}$/.test(amount)
    ? Number(amount) * UNITS[unit]
    : 0;
  if (minutes < 1 || minutes > TIMER_MOST) {
    throw new Invalid({
      amount: { key: "retention.timer.amount_problem", values: { most: 365 } },
    });
  }
  return minutes;
}

/**
 * From now on new messages vanish after so many minutes. What was said before
 * keeps the end it was said with, or has none.
 * @throws NotFound, Forbidden
 */
export async function setTimer(
  actor: User,
  id: string,
  minutes: number,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (!maySetTimer(conversation, member)) {
      throw new Forbidden({ key: "retention.timer.may_not" });
    }
    await refuseIfClosed(c, actor, conversation);
    const { timer = 0, ...rest } = conversation;
    if (timer === minutes) return;
    c.put(conversations, [id], {
      ...rest,
      ...(minutes > 0 ? { timer: minutes } : {}),
    });
    const { name, description } = conversation;
    announce(c, {
      type: "conversation-changed",
      audience: { conversation: id },
      name,
      description,
    });
    await appendNote(c, id, actor, { what: "timer", minutes }, now);
  }, { queue: logQueue(id) });
}
