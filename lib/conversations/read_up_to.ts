import type { User } from "@/lib/accounts/model.ts";
import { StorageFull, Unavailable } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { chosens, readings, receipts, tips } from "./_keys.ts";
import { placeAt } from "./_place_at.ts";
import { putReading, readingAt } from "./_store.ts";
import { findConversation } from "./find.ts";
import { countSilent } from "./_silent.ts";
import { seeMentions, tellMentions } from "./mentions.ts";
import { isDeaf } from "./place_model.ts";
import { lastOf, unreadOf } from "./log_model.ts";

/**
 * Moves somebody's reading position forward, never back, and never past the end.
 * @returns where it stood before
 * @throws NotFound
 */
export async function readUpTo(
  user: User,
  id: string,
  seq: number,
): Promise<number> {
  const now = Date.now();
  return await change(async (c) => {
    // Before the look at the member: a removal drops this row, so that one which
    // comes between undoes this change. The tip is no check here: every message
    // would make all its readers run again.
    const before = (await c.read(readings, [user.id, id]))?.seq ?? 0;
    await findConversation(user, id);
    // Peeked: the end only grows, so a stale look reads too little, never too much.
    const tip = await c.peek(tips, [id]);
    // What is no number (NaN) counts as nothing read.
    const wanted = Math.min(Math.floor(seq) || 0, lastOf(tip));
    if (!tip || wanted <= before) {
      // A mention may have come into a message that had been read.
      await seeAgain(c, user, id, wanted);
      return before;
    }
    const place = await placeAt(c, id, wanted, tip);
    const upTo = place.seq;
    if (upTo <= before) return before;
    const { left } = await seeMentions(c, user.id, id, { root: 0, upTo });
    const silent = await countSilent(user.id, { id, tip, read: place });
    // Whoever marked something as unread has been seen to read further already.
    const seen = (await c.read(receipts, [id, user.id]))?.seq ?? 0;
    if (upTo > seen) putReading(c, id, user.id, place, now);
    else c.put(readings, [user.id, id], readingAt(place, now));
    announce(c, {
      type: "read-elsewhere",
      audience: { user: user.id },
      conversation: id,
      seq: upTo,
      ...await countsOf(c, user, id, unreadOf(tip, place) - silent, left),
    });
    if (user.shareReceipts && upTo > seen) {
      announce(c, {
        type: "receipt",
        audience: { conversation: id },
        user: user.id,
        seq: upTo,
      });
    }
    return before;
  });
}

/** Sees what is mentioned up to a number that was read before. */
async function seeAgain(
  c: Change,
  user: User,
  id: string,
  upTo: number,
): Promise<void> {
  const { seen } = await seeMentions(c, user.id, id, { root: 0, upTo });
  if (seen.length > 0) await tellMentions(c, user.id, id, { gone: seen });
}

/** Both numbers of a list's row: what is unread, and how often its reader is mentioned. */
async function countsOf(
  c: Change,
  user: User,
  id: string,
  unread: number,
  unseen: number,
): Promise<{ unread: number; mentions: number }> {
  // Peeked: what one chooses at this moment draws the list anew by itself.
  const deaf = unseen > 0 &&
    isDeaf(await c.peek(chosens, [user.id, id]), Date.now());
  const mentions = deaf ? 0 : unseen;
  return { unread: Math.max(unread, mentions), mentions };
}

/** The same for a page that shows it: a store that cannot note it keeps nobody from reading. */
export async function noteReading(
  user: User,
  id: string,
  seq: number,
): Promise<void> {
  try {
    await readUpTo(user, id, seq);
  } catch (error) {
    const cannot = error instanceof StorageFull || error instanceof Unavailable;
    if (!cannot) throw error;
  }
}
