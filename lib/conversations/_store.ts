import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import {
  chosens,
  conversations,
  directs,
  entries,
  lastPosts,
  members,
  memberships,
  type Reading,
  readings,
  receipts,
  threadEntries,
  unsents,
} from "./_keys.ts";
import { rememberFrom } from "./history.ts";
import { forgetMentionsLater } from "./forget_mentions.ts";
import type { Conversation, Entry, Member } from "./model.ts";

/** Puts a conversation together with the index that keeps direct ones unique. */
export function putConversation(c: Change, conversation: Conversation): void {
  c.put(conversations, [conversation.id], conversation);
  if (conversation.pair) {
    c.put(directs, [...conversation.pair], conversation.id);
  }
}

/** Puts a member under both keys. */
export function putMember(
  c: Change,
  conversation: string,
  member: Member,
): void {
  c.put(members, [conversation, member.user], member);
  c.put(memberships, [member.user, conversation], {
    since: member.since,
    ...(member.from ? { from: member.from } : {}),
  });
  const store = theStore();
  c.afterCommit(() =>
    rememberFrom(store, member.user, conversation, member.from)
  );
}

/** Drops a member, how far they had read, what they chose for it, and what they had not sent. */
export function dropMember(
  c: Change,
  conversation: string,
  user: string,
): void {
  c.drop(members, [conversation, user]);
  c.drop(memberships, [user, conversation]);
  c.drop(readings, [user, conversation]);
  c.drop(receipts, [conversation, user]);
  c.drop(unsents, [user, conversation]);
  c.drop(chosens, [user, conversation]);
  c.drop(lastPosts, [conversation, user]);
  forgetMentionsLater(c, conversation, user);
}

/** Notes that somebody has read up to `seq`, for the inbox and for receipts. */
export function putReading(
  c: Change,
  conversation: string,
  user: string,
  upTo: Place,
  at: number,
): void {
  const reading = readingAt(upTo, at);
  c.put(readings, [user, conversation], reading);
  c.put(receipts, [conversation, user], reading);
}

/** A place in the log. */
export type Place = { readonly seq: number; readonly nth?: number | undefined };

/** A reading position there. */
export function readingAt({ seq, nth = seq }: Place, at: number): Reading {
  return { seq, at, ...(nth === seq ? {} : { nth }) };
}

/** Puts an entry where it stands: in the log itself, or in a thread. */
export function putEntry(c: Change, entry: Entry): void {
  const { conversation, seq, thread } = entry;
  if (thread === undefined) c.put(entries, [conversation, seq], entry);
  else c.put(threadEntries, [conversation, thread, seq], entry);
}
