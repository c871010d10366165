/** Who has read how far: receipts, with the opt-out that works both ways. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { findUsers } from "@/lib/accounts/find.ts";
import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import { list, read } from "@/lib/kv/read.ts";
import { readings, receipts, tips } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { unreadOf } from "./log_model.ts";

/** Somebody who has read a message, and when their reading position last moved. */
export interface ReadBy {
  readonly profile: Profile;
  readonly at: number;
}

/**
 * Who has read the entry of this number, latest first, without the asker.
 * Nobody who opted out appears, and who opted out sees nobody.
 * @throws NotFound
 */
export async function listReaders(
  user: User,
  id: string,
  seq: number,
): Promise<ReadBy[]> {
  await findConversation(user, id);
  if (!user.shareReceipts) return [];
  const found: { user: string; at: number }[] = [];
  const between = await findBetweens(user.id);
  for await (const { key, value } of list(receipts, [id])) {
    const hidden = key[1] === user.id || isApart(between.get(key[1]));
    if (value.seq >= seq && !hidden) {
      found.push({ user: key[1], at: value.at });
    }
  }
  found.sort((a, b) => b.at - a.at);
  const users = await findUsers(found.map((one) => one.user));
  return found.flatMap((one) => {
    const reader = users.get(one.user);
    return reader?.shareReceipts
      ? [{ profile: profileOf(reader), at: one.at }]
      : [];
  });
}

/**
 * The furthest that anybody else who shares receipts has read: own messages up
 * to there bear the second tick. 0 when nobody has, or the asker opted out.
 */
export async function findReadMark(user: User, id: string): Promise<number> {
  if (!user.shareReceipts) return 0;
  const ahead: { user: string; seq: number }[] = [];
  const between = await findBetweens(user.id);
  for await (const { key, value } of list(receipts, [id])) {
    const hidden = key[1] === user.id || isApart(between.get(key[1]));
    if (!hidden) ahead.push({ user: key[1], seq: value.seq });
  }
  ahead.sort((a, b) => b.seq - a.seq);
  // In order, so that one look at the users nearly always ends it.
  for (let i = 0; i < ahead.length; i += 10) {
    const some = ahead.slice(i, i + 10);
    const users = await findUsers(some.map((one) => one.user));
    const first = some.find((one) => users.get(one.user)?.shareReceipts);
    if (first) return first.seq;
  }
  return 0;
}

/** How far this user has read here, and how much came after that. */
export async function findReading(
  user: User,
  id: string,
): Promise<{ seq: number; unread: number }> {
  const [reading, tip] = await Promise.all([
    read(readings, [user.id, id]),
    read(tips, [id]),
  ]);
  return { seq: reading?.seq ?? 0, unread: unreadOf(tip, reading) };
}
