/** The rows of mentions: one for each person and message, in the order of time, and unseen until it was read. */
import { type Change, change } from "@/lib/kv/change.ts";
import type { User } from "@/lib/accounts/model.ts";
import { list, read } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { countSilent } from "./_silent.ts";
import { chosens, readings, tips } from "./_keys.ts";
import { mentions, mentionTimes, unseenMentions } from "./_mention_keys.ts";
import { findConversation } from "./find.ts";
import { unreadOf } from "./log_model.ts";
import type { Mention } from "./mention_model.ts";
import { isDeaf } from "./place_model.ts";

/** Where a mentioning message stands, and when it was written. */
export interface MentionPlace {
  readonly conversation: string;
  readonly seq: number;
  readonly at: number;
}

/** The mention of this person in this message, or null. */
export async function peekMention(
  c: Change,
  user: string,
  { conversation, seq }: Omit<MentionPlace, "at">,
): Promise<Mention | null> {
  // Whoever writes one has the tip of its conversation as a check.
  return await c.peek(mentions, [user, conversation, seq]);
}

/** Puts one. Putting it again changes nothing but what was seen. */
export function putMention(
  c: Change,
  user: string,
  { conversation, seq }: MentionPlace,
  mention: Mention,
  unseen: boolean,
): void {
  c.put(mentions, [user, conversation, seq], mention);
  c.put(mentionTimes, [user, mention.at, conversation, seq], true);
  if (unseen) {
    c.put(unseenMentions, [user, conversation, seq], mention.root ?? 0);
  }
}

/** Has this person read the log that far already? */
export async function hasRead(
  c: Change,
  user: string,
  conversation: string,
  seq: number,
): Promise<boolean> {
  // Peeked: who reads it at this very moment sees the mark until they read on.
  const reading = await c.peek(readings, [user, conversation]);
  return (reading?.seq ?? 0) >= seq;
}

/** Takes it away, seen or not. */
export function dropMention(
  c: Change,
  user: string,
  { conversation, seq, at }: MentionPlace,
): void {
  c.drop(mentions, [user, conversation, seq]);
  c.drop(mentionTimes, [user, at, conversation, seq]);
  c.drop(unseenMentions, [user, conversation, seq]);
}

/**
 * Tells somebody's screens what of a conversation is unread and unseen.
 * @param gone,come numbers this very change takes away and brings
 */
export async function tellMentions(
  c: Change,
  user: string,
  conversation: string,
  { gone = [], come = [] }: {
    readonly gone?: readonly number[];
    readonly come?: readonly number[];
  },
): Promise<void> {
  const unseen = new Set(come);
  for await (const { key } of c.list(unseenMentions, [user, conversation])) {
    unseen.add(key[2]);
  }
  for (const seq of gone) unseen.delete(seq);
  // Peeked: a count that is a moment old is set right by what made it so.
  const [tip, read, chosen] = await Promise.all([
    c.peek(tips, [conversation]),
    c.peek(readings, [user, conversation]),
    c.peek(chosens, [user, conversation]),
  ]);
  const silent = await countSilent(user, { id: conversation, tip, read });
  const count = isDeaf(chosen, Date.now()) ? 0 : unseen.size;
  announce(c, {
    type: "mentions-changed",
    audience: { user },
    conversation,
    unread: Math.max(unreadOf(tip, read) - silent, count),
    mentions: count,
  });
}

/**
 * Drops the marks of what was seen.
 * @param root the thread that was read; 0 for the log itself
 * @returns numbers of those, and how many are left in the conversation
 */
export async function seeMentions(
  c: Change,
  user: string,
  conversation: string,
  { root, upTo }: { root: number; upTo: number },
): Promise<{ seen: number[]; left: number }> {
  const seen: number[] = [];
  let left = 0;
  const rows = c.list(unseenMentions, [user, conversation]);
  for await (const { key, value } of rows) {
    if (value === root && key[2] <= upTo) {
      c.drop(unseenMentions, key);
      seen.push(key[2]);
    } else left++;
  }
  return { seen, left };
}

/** The message itself was opened, wherever it stands. */
export async function seeMention(
  user: string,
  conversation: string,
  seq: number,
): Promise<void> {
  if (await read(unseenMentions, [user, conversation, seq]) === null) return;
  await change(async (c) => {
    c.drop(unseenMentions, [user, conversation, seq]);
    await tellMentions(c, user, conversation, { gone: [seq] });
  });
}

/** Everything of somebody that was not seen, by conversation: one range, mostly a short one. */
export async function listUnseen(user: string): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for await (const { key } of list(unseenMentions, [user])) {
    const known = found.get(key[1]);
    if (known) known.push(key[2]);
    else found.set(key[1], [key[2]]);
  }
  return found;
}

/** When something unseen last came: a stream that was away asks. */
export async function findMentionStamp(user: string): Promise<string> {
  let last = "";
  for await (const { versionstamp } of list(unseenMentions, [user])) {
    if (versionstamp > last) last = versionstamp;
  }
  return last;
}

/** What of one conversation somebody has not seen, and in which threads. @throws NotFound */
export async function findUnseen(
  user: User,
  id: string,
): Promise<{ seq: number; root: number }[]> {
  await findConversation(user, id);
  const found = [];
  for await (const { key, value } of list(unseenMentions, [user.id, id])) {
    found.push({ seq: key[2], root: value });
  }
  return found;
}

/** Was somebody mentioned after this number? */
export async function isMentionedAfter(
  user: string,
  id: string,
  seq: number,
): Promise<boolean> {
  const first = { after: seq, limit: 1 };
  for await (const _ of list(mentions, [user, id], first)) return true;
  return false;
}
