/** Coming into a group by a link. */
import type { User } from "@/lib/accounts/model.ts";
import { Conflict } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { conversations, members, tips } from "./_keys.ts";
import {
  askedToJoin,
  groupLinks,
  joinRequests,
  linkCodes,
} from "./_link_keys.ts";
import { admit, newMember } from "./add_members.ts";
import { type GroupLink, overBecause, parseLinkCode } from "./link_model.ts";
import { logQueue } from "./log.ts";
import { endOf } from "./log_model.ts";
import {
  type Conversation,
  MEMBER_LIMIT,
  type MemberRole,
  type Tip,
} from "./model.ts";
import { appendNote } from "./note.ts";
import { may } from "./rights.ts";

/** Why a link lets nobody in. `gone`: taken back, or there never was one. */
export type Over = "expired" | "used" | "gone" | "full";

/** Where a link leads, for whoever holds it. */
export interface Threshold {
  readonly conversation: Pick<Conversation, "id" | "name" | "memberCount">;
  readonly approval: boolean;
  readonly over: Over | null;
  /** Is it for guests without an account? */
  readonly guest: boolean;
}

/** Where this code leads; null where there is no such link (any more). */
export async function findThreshold(
  text: string,
  now = Date.now(),
): Promise<Threshold | null> {
  const code = parseLinkCode(text);
  const place = code && await read(linkCodes, [code]);
  if (!place) return null;
  const [link, conversation] = await Promise.all([
    read(groupLinks, [place.conversation, place.link]),
    read(conversations, [place.conversation]),
  ]);
  if (!link || !conversation) return null;
  const maker = await read(members, [conversation.id, link.creator]);
  const { id, name, memberCount } = conversation;
  return {
    conversation: { id, name, memberCount },
    approval: link.approval,
    guest: link.guest !== undefined,
    over: maker && may(conversation, maker, "invite")
      ? overOf(link, conversation, now)
      : "gone",
  };
}

export function overOf(
  link: GroupLink,
  { memberCount }: Conversation,
  now: number,
): Over | null {
  return overBecause(link, now) ??
    (memberCount >= MEMBER_LIMIT ? "full" : null);
}

/** What came of it. */
export interface Joined {
  readonly conversation: string;
  readonly as: "member" | "asking";
}

/**
 * Lets somebody in who holds a link, or notes that they ask. Whoever is in it
 * already uses up nothing; of many at once no more come in than the link says.
 * A link is worth what its maker may: it ends with their right to bring people in.
 * @throws Conflict saying why it lets nobody in
 */
export async function joinByLink(user: User, text: string): Promise<Joined> {
  const code = parseLinkCode(text);
  const place = code && await read(linkCodes, [code]);
  if (!place) refuse("gone");
  const { conversation: id } = place;
  const now = Date.now();
  return await change(async (c): Promise<Joined> => {
    // Checks: of two who take the last place one runs again and finds none.
    const tip = await c.read(tips, [id]);
    const link = await c.read(groupLinks, [id, place.link]);
    const conversation = await c.peek(conversations, [id]);
    if (!link || !conversation) refuse("gone");
    if (await c.peek(members, [id, user.id])) {
      return { conversation: id, as: "member" };
    }
    const maker = await c.peek(members, [id, link.creator]);
    if (!maker || !may(conversation, maker, "invite")) refuse("gone");
    const over = overOf(link, conversation, now);
    if (over) refuse(over);
    if (link.approval) {
      c.put(joinRequests, [id, user.id], { at: now, link: link.id });
      c.put(askedToJoin, [user.id, id], true);
      return { conversation: id, as: "asking" };
    }
    c.put(groupLinks, [id, link.id], { ...link, used: link.used + 1 });
    letIn(c, conversation, user, tip, now, link.guest ? "guest" : "member");
    await appendNote(c, id, user, { what: "joined" }, now);
    return { conversation: id, as: "member" };
  }, { queue: logQueue(id) });
}

/** Puts one more member; what they had asked for is done. */
export function letIn(
  c: Change,
  conversation: Conversation,
  user: User,
  tip: Tip | null,
  now: number,
  role: MemberRole = "member",
): void {
  const { id, memberCount } = conversation;
  admit(
    c,
    id,
    [newMember(conversation, user.id, now, tip?.seq, role)],
    endOf(tip),
  );
  c.put(conversations, [id], { ...conversation, memberCount: memberCount + 1 });
  c.drop(joinRequests, [id, user.id]);
  c.drop(askedToJoin, [user.id, id]);
}

export function refuse(over: Over): never {
  throw new Conflict({ key: `conversation.link.over.${over}` });
}
