/** Keeping a message in sight for everybody, and letting it go. */
import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import {
  logQueue,
  noteAlteration,
  previousOf,
} from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import { appendNote } from "@/lib/conversations/note.ts";
import {
  demand,
  demandReadable,
  refuseIfClosed,
} from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { pinned, tallies } from "./_keys.ts";
import { putTally } from "./_store.ts";
import { mayBePinned, PINNED_LIMIT } from "./pinned_model.ts";
import { showWhole } from "./show.ts";

/**
 * Pins a message; a line in the log says who did. Twice is once.
 * @throws NotFound; Forbidden without the right, and for what cannot be pinned;
 * Conflict when there are too many already
 */
export async function pinMessage(
  user: User,
  conversationId: string,
  seq: number,
): Promise<void> {
  const at = Date.now();
  await change(async (c) => {
    const { conversation, entry, isPinned } = await look(
      c,
      user,
      conversationId,
      seq,
    );
    if (!mayBePinned(entry)) {
      throw new Forbidden({ key: "message.pinned.error.may_not" });
    }
    if (isPinned) return;
    // No check by itself: whoever pins writes the tip, which is one.
    let count = 0;
    for await (const _ of c.list(pinned, [conversationId])) count++;
    if (count >= PINNED_LIMIT) {
      throw new Conflict({
        key: "message.pinned.error.too_many",
        values: { limit: PINNED_LIMIT },
      });
    }
    c.put(pinned, [conversationId, seq], { by: user.id, at });
    await mark(c, conversation, entry, { on: true, at, by: user.id });
    const { thread } = entry;
    await appendNote(c, conversationId, user, {
      what: "pinned",
      seq,
      ...(thread === undefined ? {} : { inThread: thread }),
    }, at);
  }, { queue: logQueue(conversationId) });
}

/**
 * Takes a message out of the pinned ones; no line tells of it. Twice is once.
 * @throws NotFound; Forbidden without the right
 */
export async function unpinMessage(
  user: User,
  conversationId: string,
  seq: number,
): Promise<void> {
  const at = Date.now();
  await change(async (c) => {
    const { conversation, entry, isPinned } = await look(
      c,
      user,
      conversationId,
      seq,
    );
    if (!isPinned) return;
    c.drop(pinned, [conversationId, seq]);
    await mark(c, conversation, entry, { on: false, at, by: user.id });
  }, { queue: logQueue(conversationId) });
}

async function look(c: Change, user: User, id: string, seq: number) {
  const { conversation, member } = await findConversation(user, id, {
    within: c,
  });
  demand(conversation, member, "pin");
  // The line that tells of it is one more way to be heard.
  await refuseIfClosed(c, user, conversation);
  demandReadable(member, seq);
  const entry = await takeEntry(c, id, seq);
  if (!entry) throw new NotFound({ key: "message.error.not_found" });
  const isPinned = await c.read(pinned, [id, seq]) !== null;
  return { conversation, entry, isPinned };
}

/** Its row says so wherever it is on screen, and lists of pinned messages are drawn anew. */
async function mark(
  c: Change,
  conversation: Conversation,
  entry: Entry,
  { on, at, by }: { on: boolean; at: number; by: string },
): Promise<void> {
  const { id, name, description } = conversation;
  const { seq } = entry;
  const { pinned: _, ...rest } = await c.read(tallies, [id, seq]) ?? {};
  const tally = on ? { ...rest, pinned: true as const } : rest;
  putTally(c, id, seq, tally);
  await noteAlteration(c, id, { seq, at, by });
  const author = await findProfile(entry.author) ?? formerProfile(entry.author);
  const previous = await previousOf(c, entry);
  const audience = { conversation: id };
  announce(c, {
    type: "message-changed",
    audience,
    message: await showWhole(conversation, entry, author, previous, tally),
    hung: true,
  });
  announce(c, { type: "conversation-changed", audience, name, description });
}
