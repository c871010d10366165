/** Everything that mentions somebody, newest first, and taking note that it was seen. */
import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { mentions, mentionTimes, unseenMentions } from "./_mention_keys.ts";
import type { Mention } from "./mention_model.ts";

/** One of them. */
export interface ListedMention extends Mention {
  readonly conversation: string;
  readonly seq: number;
  readonly unseen: boolean;
}

/**
 * A page of them. Those of one millisecond stay together, so that the time of
 * the last one leads to the next page.
 */
export async function listMentionPage(
  user: User,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ listed: ListedMention[]; next: number | null }> {
  const keys: [string, string, number][] = [];
  let last = 0;
  let next: number | null = null;
  const from = { reverse: true, ...(before ? { before } : {}) };
  for await (const { key } of list(mentionTimes, [user.id], from)) {
    const [, at, conversation, seq] = key;
    if (keys.length >= limit && at !== last) {
      next = last;
      break;
    }
    keys.push([user.id, conversation, seq]);
    last = at;
  }
  const [rows, unseen] = await Promise.all([
    readMany(mentions, keys),
    readMany(unseenMentions, keys),
  ]);
  const listed = keys.flatMap(([, conversation, seq], i) => {
    const row = rows[i];
    return row
      ? [{ ...row, conversation, seq, unseen: unseen[i] !== null }]
      : [];
  });
  return { listed, next };
}

/** Marks dropped by one write. */
const BATCH = 200;

/** What was written up to then has been seen: what came since was not on the page. */
export async function seeAllMentions(user: User, upTo: number): Promise<void> {
  const keys: (readonly [string, string, number])[] = [];
  for await (const { key } of list(unseenMentions, [user.id])) keys.push(key);
  const rows = await readMany(mentions, keys);
  const seen = keys.filter((_, i) => (rows[i]?.at ?? 0) <= upTo);
  for (let i = 0; i < seen.length; i += BATCH) {
    await change((c) => {
      for (const key of seen.slice(i, i + BATCH)) c.drop(unseenMentions, key);
      announce(c, { type: "place-changed", audience: { user: user.id } });
    });
  }
}
