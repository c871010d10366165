/** Unread by hand, and everything read at once. */
import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { gatherCandidates, isArchived, unreadOf } from "./_candidates.ts";
import { readings, tips } from "./_keys.ts";
import { seeMentions } from "./mentions.ts";
import { placeAt } from "./_place_at.ts";
import { readingAt } from "./_store.ts";
import { findConversation } from "./find.ts";
import { lastOf, unreadOf as unreadSince } from "./log_model.ts";
import { readUpTo } from "./read_up_to.ts";

/**
 * Takes somebody's own reading position back, so that this entry and what
 * follows is unread again. What others see of it, the receipt, stays: it was read.
 * @throws NotFound
 */
export async function markUnread(
  user: User,
  id: string,
  seq: number,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    // Before the look at the member: a removal drops this row.
    const before = (await c.read(readings, [user.id, id]))?.seq ?? 0;
    await findConversation(user, id);
    // Peeked: an end that is a moment old makes the count a moment old.
    const tip = await c.peek(tips, [id]);
    const wanted = Math.min(Math.floor(seq) || 0, lastOf(tip)) - 1;
    if (!tip || wanted >= before) return;
    const place = await placeAt(c, id, Math.max(0, wanted), tip);
    const upTo = place.seq;
    if (upTo >= before) return;
    c.put(readings, [user.id, id], readingAt(place, now));
    const { left } = await seeMentions(c, user.id, id, { root: 0, upTo: 0 });
    announce(c, {
      type: "read-elsewhere",
      audience: { user: user.id },
      conversation: id,
      seq: upTo,
      unread: unreadSince(tip, place),
      mentions: left,
    });
  });
}

/** One conversation in which something waits. */
export interface Waiting {
  readonly conversation: string;
  /** The last entry that was read. */
  readonly read: number;
  /** The newest there is. */
  readonly end: number;
  readonly unread: number;
  /** The number up to which all of it was counted. */
  readonly last: number;
}

/** All of them, the newest activity first; what is put away is left out. */
export async function listWaiting(user: User): Promise<Waiting[]> {
  const { candidates } = await gatherCandidates(user);
  // What only mentions them stands on a page of its own.
  return candidates.map((one) => ({ ...one, mentions: 0 }))
    .filter((one) => unreadOf(one) > 0 && !isArchived(one))
    .sort((a, b) => (b.tip?.at ?? 0) - (a.tip?.at ?? 0))
    .map((one) => ({
      conversation: one.id,
      read: one.read?.seq ?? 0,
      end: lastOf(one.tip),
      unread: unreadOf(one),
      last: (one.read?.seq ?? 0) + unreadSince(one.tip, one.read),
    }));
}

/** Reads them all up to their ends of this moment. */
export async function readAll(user: User): Promise<void> {
  const waiting = await listWaiting(user);
  for (let i = 0; i < waiting.length; i += 50) {
    await Promise.all(
      waiting.slice(i, i + 50).map(({ conversation, end }) =>
        readUpTo(user, conversation, end)
      ),
    );
  }
}
