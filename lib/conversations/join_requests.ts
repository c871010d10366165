/** People who ask to come into a group, and those who say yes or no. */
import { findUser, findUsers } from "@/lib/accounts/find.ts";
import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import { Conflict, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { members, tips } from "./_keys.ts";
import { askedToJoin, groupLinks, joinRequests } from "./_link_keys.ts";
import { findConversation } from "./find.ts";
import { letIn } from "./join.ts";
import { logQueue } from "./log.ts";
import { MEMBER_LIMIT } from "./model.ts";
import { appendNote } from "./note.ts";
import { demand } from "./rights.ts";

/** Most that a page lists. */
const LISTED = 200;

/** Who asks, the first to ask first. @throws NotFound, Forbidden */
export async function listRequests(
  asker: User,
  id: string,
): Promise<{ profile: Profile; at: number }[]> {
  const { conversation, member } = await findConversation(asker, id);
  demand(conversation, member, "invite");
  const found: { user: string; at: number }[] = [];
  const rows = list(joinRequests, [id], { limit: LISTED });
  for await (const { key, value } of rows) {
    found.push({ user: key[1], at: value.at });
  }
  const people = await findUsers(found.map(({ user }) => user));
  return found.sort((a, b) => a.at - b.at).flatMap(({ user, at }) => {
    const person = people.get(user);
    return person ? [{ profile: profileOf(person), at }] : [];
  });
}

/**
 * Says yes or no to somebody who asks. A yes counts for the link they came by.
 * @throws NotFound when they do not ask (any more); Forbidden; Conflict when the group is full
 */
export async function settleRequest(
  actor: User,
  id: string,
  userId: string,
  yes: boolean,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    demand(conversation, member, "invite");
    const request = await c.read(joinRequests, [id, userId]);
    const user = await findUser(userId);
    if (!request) throw new NotFound({ key: "conversation.link.not_asking" });
    c.drop(joinRequests, [id, userId]);
    c.drop(askedToJoin, [userId, id]);
    const there = await c.peek(members, [id, userId]);
    if (!yes || !user || there) return;
    if (conversation.memberCount >= MEMBER_LIMIT) {
      throw new Conflict({ key: "conversation.link.over.full" });
    }
    const link = await c.read(groupLinks, [id, request.link]);
    if (link) {
      c.put(groupLinks, [id, link.id], { ...link, used: link.used + 1 });
    }
    const tip = await c.read(tips, [id]);
    letIn(c, conversation, user, tip, now);
    const note = { what: "added", names: [user.name], count: 1 } as const;
    await appendNote(c, id, actor, note, now, [userId]);
  }, { queue: logQueue(id) });
}
