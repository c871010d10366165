import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import {
  chosens,
  conversations,
  directs,
  lastPosts,
  members,
  memberships,
  readings,
  receipts,
  unsents,
} from "./_keys.ts";
import { rememberFrom } from "./history.ts";
import type { Conversation, Member } from "./model.ts";

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
}

/** Notes that somebody has read up to `seq`, for the inbox and for receipts. */
export function putReading(
  c: Change,
  conversation: string,
  user: string,
  seq: number,
  at: number,
): void {
  c.put(readings, [user, conversation], { seq, at });
  c.put(receipts, [conversation, user], { seq, at });
}
