/** Setting a message for a later time, changing one's mind, and calling it off. */
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { Conflict, Invalid, NotFound } from "@/lib/errors.ts";
import { momentOf } from "@/lib/i18n/wall_clock.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { clientIds, notices, scheduled } from "./_keys.ts";
import { demandContent } from "./content.ts";
import type { Draft } from "./draft.ts";
import { settleUnsent } from "./keep_unsent.ts";
import {
  LONGEST_AHEAD,
  type Scheduled,
  SCHEDULED_LIMIT,
} from "./scheduled_model.ts";

/** Left behind for the minute it is to be sent at. */
export interface SendScheduled extends Job {
  readonly kind: "send-scheduled";
  readonly user: string;
  readonly conversation: string;
  readonly id: string;
  /** One that was set for another time since is sent then. */
  readonly due: number;
}

/** @throws Invalid at the field for what is no time to come, as clocks of the zone show it */
export function parseDue(
  text: string,
  timeZone: string,
  field: "send_at" | "remind_at" = "send_at",
): number {
  const now = Date.now();
  const due = momentOf(text, timeZone);
  if (due === null) {
    throw new Invalid({ [field]: { key: "message.schedule.error.time" } });
  }
  if (due <= now) {
    throw new Invalid({ [field]: { key: "message.schedule.error.past" } });
  }
  if (due > now + LONGEST_AHEAD) {
    throw new Invalid({ [field]: { key: "message.schedule.error.far" } });
  }
  return due;
}

/**
 * Sets a message for later. The same form sent twice sets one.
 * @throws NotFound; Forbidden; Conflict when it was sent already, or too many wait
 */
export async function scheduleMessage(
  user: User,
  draft: Draft,
  due: number,
): Promise<void> {
  const { conversation, clientId: id, text, reply } = draft;
  const now = Date.now();
  await change(async (c) => {
    const place = await findConversation(user, conversation, { within: c });
    demand(place.conversation, place.member, "post");
    demandContent(place.conversation, place.member, draft);
    const sent = await c.read(clientIds, [conversation, user.id, id]);
    if (sent) {
      throw new Conflict({
        key: "message.error.id_used",
        values: { seq: sent.seq },
      });
    }
    let waiting = 0;
    const others = c.list(scheduled, [user.id, conversation]);
    for await (const { value } of others) if (value.id !== id) waiting++;
    if (waiting >= SCHEDULED_LIMIT) {
      throw new Conflict({
        key: "message.schedule.error.too_many",
        values: { limit: SCHEDULED_LIMIT },
      });
    }
    await settleUnsent(c, user.id, draft);
    put(c, user.id, {
      id,
      conversation,
      text,
      ...(reply === undefined ? {} : { reply }),
      due,
    }, now);
  });
}

/** Another text or another time. @throws NotFound when it is not waiting any more */
export async function changeScheduled(
  user: User,
  conversation: string,
  id: string,
  { text, due }: { text: string; due: number },
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const place = await findConversation(user, conversation, { within: c });
    demandContent(place.conversation, place.member, { text });
    const { refused: _, ...kept } = await waiting(c, user, conversation, id);
    put(c, user.id, { ...kept, text, due }, now);
  });
}

/** It will not be sent. Calling off twice is calling off once. */
export async function cancelScheduled(
  user: User,
  conversation: string,
  id: string,
): Promise<void> {
  await change((c) => dropScheduled(c, user.id, conversation, id));
}

/** Drops a row, with the notice that it was not sent. */
export function dropScheduled(
  c: Change,
  user: string,
  conversation: string,
  id: string,
): void {
  c.drop(scheduled, [user, conversation, id]);
  c.drop(notices, [user, "unsendable", id]);
}

/** @throws NotFound when it was sent or called off */
export async function waiting(
  c: Change,
  user: Pick<User, "id">,
  conversation: string,
  id: string,
): Promise<Scheduled> {
  const found = await c.read(scheduled, [user.id, conversation, id]);
  if (!found) throw new NotFound({ key: "message.schedule.error.gone" });
  return found;
}

function put(c: Change, user: string, one: Scheduled, now: number): void {
  const { conversation, id, due } = one;
  c.put(scheduled, [user, conversation, id], one);
  c.drop(notices, [user, "unsendable", id]);
  later<SendScheduled>(
    c,
    { kind: "send-scheduled", user, conversation, id, due },
    { delay: due - now },
  );
}
