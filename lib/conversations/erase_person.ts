/**
 * Takes somebody whose account has ended out of every conversation. A group
 * gets another owner, and a conversation nobody is left in is erased.
 */
import type { AccountEnded } from "@/lib/accounts/erase_account.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { putPicture } from "@/lib/accounts/picture.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import {
  arrangements,
  chosens,
  conversations,
  directs,
  members,
  memberships,
  readings,
  tips,
} from "./_keys.ts";
import { askedToJoin, joinRequests } from "./_link_keys.ts";
import { publicGroups } from "./_public_keys.ts";
import { dropMember } from "./_store.ts";
import {
  CONVERSATION_ENDED,
  type ConversationEnded,
} from "./erase_conversation.ts";
import { passOwnership } from "./leave.ts";
import { logQueue } from "./log.ts";
import type { Conversation, Member } from "./model.ts";
import { eraseMentions } from "./forget_mentions.ts";
import { appendNoteBy } from "./note.ts";

/** Does such a job. */
export async function erasePlaces(
  job: AccountEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { user } = job;
  for await (const { key } of list(memberships, [user])) {
    if (isOver()) return await change((c) => later(c, job));
    await erasePlace(user, key[1]);
  }
  // Of conversations somebody had left while they were noting how far they read.
  for await (const { key } of list(readings, [user])) {
    await change((c) => dropMember(c, key[1], user));
  }
  for await (const { key } of list(chosens, [user])) {
    await change((c) => c.drop(chosens, key));
  }
  await change((c) => c.drop(arrangements, [user]));
  await eraseMentions(user);
  for await (const { key } of list(askedToJoin, [user])) {
    await change((c) => {
      c.drop(askedToJoin, key);
      c.drop(joinRequests, [key[1], user]);
    });
  }
  for await (const { key, value } of list(conversations, [])) {
    if (value.describedBy === user) await eraseDescription(user, key[0]);
  }
}

/** What this person wrote about a group. Its name stays: it is the group's. */
async function eraseDescription(user: string, id: string): Promise<void> {
  await change(async (c) => {
    await c.read(tips, [id]);
    const conversation = await c.peek(conversations, [id]);
    if (conversation?.describedBy !== user) return;
    const { describedBy: _, ...rest } = conversation;
    c.put(conversations, [id], { ...rest, description: "" });
    announce(c, {
      type: "conversation-changed",
      audience: { conversation: id },
      name: conversation.name,
      description: "",
    });
  }, { queue: logQueue(id) });
}

async function erasePlace(user: string, id: string): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    // The check: whoever changes membership writes the tip.
    await c.read(tips, [id]);
    const [member, conversation] = await Promise.all([
      c.peek(members, [id, user]),
      c.peek(conversations, [id]),
    ]);
    if (!member || !conversation) return dropMember(c, id, user);
    const memberCount = conversation.memberCount - 1;
    if (memberCount === 0) await endConversation(c, conversation);
    else {
      await noteLeaving(c, conversation, member, now);
      c.put(conversations, [id], { ...conversation, memberCount });
    }
    // After the note, which would put a reading row for its author again.
    dropMember(c, id, user);
    const audience = { conversation: id };
    announce(c, { type: "member-removed", audience, user });
  }, { queue: logQueue(id) });
}

/** A direct conversation says who is gone by itself. */
async function noteLeaving(
  c: Change,
  { id, kind }: Conversation,
  { user, role }: Member,
  now: number,
): Promise<void> {
  if (kind === "direct") return;
  const former = formerProfile(user);
  await appendNoteBy(c, id, former, { what: "left" }, now);
  if (role === "owner") await passOwnership(c, id, former, now);
}

/** From now on nobody can find it; what was said in it goes by jobs. */
async function endConversation(
  c: Change,
  { id, pair, slug, picture }: Conversation,
): Promise<void> {
  if (picture) await putPicture(c, id, null);
  c.drop(conversations, [id]);
  c.drop(tips, [id]);
  if (slug) c.drop(publicGroups, [slug]);
  if (pair) c.drop(directs, [...pair]);
  for (const kind of CONVERSATION_ENDED) {
    later<ConversationEnded>(c, { kind, conversation: id });
  }
}
