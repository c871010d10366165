/** Keeping a message for oneself, and a reminder of it. Nobody else learns of either. */
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { notices } from "./_keys.ts";
import { saved, savedBy } from "./_saved_keys.ts";
import { maySave, type Saved, SAVED_LIMIT } from "./saved_model.ts";

/** Left behind for the minute at which somebody wants to be reminded. */
export interface RemindOf extends Job {
  readonly kind: "remind";
  readonly user: string;
  readonly conversation: string;
  readonly seq: number;
  /** A reminder that was set for another time since comes then. */
  readonly due: number;
}

/**
 * Saves a message; twice is once. A reminder takes the place of the one before,
 * and of a notice that waits; without one both stay as they are.
 * @throws NotFound; Forbidden for what cannot be saved; Conflict when there are too many
 */
export async function saveMessage(
  user: User,
  conversation: string,
  seq: number,
  remind?: number,
): Promise<void> {
  const now = Date.now();
  // Not a check: whether its reader may still read it is asked each time it is shown.
  const { member } = await findConversation(user, conversation);
  demandReadable(member, seq);
  await change(async (c) => {
    // A check: a message that is deleted meanwhile is not saved.
    const entry = await takeEntry(c, conversation, seq);
    if (!entry) throw new NotFound({ key: "message.error.not_found" });
    if (!maySave(entry)) {
      throw new Forbidden({ key: "message.saved.error.may_not" });
    }
    const had = await c.read(saved, [user.id, conversation, seq]);
    if (had && remind === undefined) return;
    if (!had) await demandRoom(c, user);
    put(c, user, conversation, seq, {
      at: had?.at ?? now,
      ...(remind === undefined ? {} : { remind }),
    });
    if (remind === undefined) return;
    dropNotice(c, user.id, conversation, seq);
    later<RemindOf>(
      c,
      { kind: "remind", user: user.id, conversation, seq, due: remind },
      { delay: remind - now },
    );
  }, { queue: logQueue(conversation) });
}

/** Saves no more of it than the message: a reminder is called off, a notice settled. */
export async function settleReminder(
  user: User,
  conversation: string,
  seq: number,
): Promise<void> {
  await change(async (c) => {
    const had = await c.read(saved, [user.id, conversation, seq]);
    if (!had) return;
    put(c, user, conversation, seq, { at: had.at });
    dropNotice(c, user.id, conversation, seq);
  });
}

/** Saves it no more; also what one may not read any more. Twice is once. */
export async function forgetSaved(
  user: User,
  conversation: string,
  seq: number,
): Promise<void> {
  await change((c) => dropSaved(c, user.id, conversation, seq));
}

/** Is it saved, and for when is a reminder set? Null when it is not. */
export async function findSaved(
  user: User,
  conversation: string,
  seq: number,
): Promise<Saved | null> {
  return await read(saved, [user.id, conversation, seq]);
}

/** Drops the row under both keys, with the notice of its reminder. */
export function dropSaved(
  c: Change,
  user: string,
  conversation: string,
  seq: number,
): void {
  c.drop(saved, [user, conversation, seq]);
  c.drop(savedBy, [conversation, seq, user]);
  dropNotice(c, user, conversation, seq);
}

/** Under which id the notice of a reminder stands. */
export function reminderId(conversation: string, seq: number): string {
  return `${conversation}.${seq}`;
}

function dropNotice(
  c: Change,
  user: string,
  conversation: string,
  seq: number,
): void {
  c.drop(notices, [user, "reminder", reminderId(conversation, seq)]);
}

function put(
  c: Change,
  { id }: User,
  conversation: string,
  seq: number,
  row: Saved,
): void {
  c.put(saved, [id, conversation, seq], row);
  c.put(savedBy, [conversation, seq, id], true);
}

async function demandRoom(c: Change, { id }: User): Promise<void> {
  let count = 0;
  for await (const _ of c.list(saved, [id], { limit: SAVED_LIMIT })) count++;
  if (count < SAVED_LIMIT) return;
  throw new Conflict({
    key: "message.saved.error.too_many",
    values: { limit: SAVED_LIMIT },
  });
}
