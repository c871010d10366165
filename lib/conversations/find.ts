/** Questions about conversations, always asked on behalf of somebody. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { findUsers } from "@/lib/accounts/find.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { findStatuses } from "@/lib/accounts/profile.ts";
import { NotFound } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { list, read, readEntry, readMany } from "@/lib/kv/read.ts";
import { theStore } from "@/lib/kv/store.ts";
import { conversations, members, memberships, tips } from "./_keys.ts";
import { rememberFrom } from "./history.ts";
import {
  type Conversation,
  CROWD,
  type ListedMember,
  type Member,
  type NamedConversation,
  type Tip,
} from "./model.ts";
import { may } from "./rights_model.ts";
import { dotFor, titleConversation } from "./title.ts";

export { titleConversation };

/** A conversation together with the asker's own place in it. */
export interface Place {
  readonly conversation: Conversation;
  readonly member: Member;
}

/**
 * The conversation, if this user is in it.
 * Within a change it makes the log's tip a check: whoever changes membership or
 * name writes the tip too. It is read before anything else, or a removal by
 * another process between looking at the member and looking at the tip would
 * pass unseen.
 * @throws NotFound for strangers and for ids that do not exist: they look alike.
 */
export async function findConversation(
  user: User,
  id: string,
  options: { within?: Change } = {},
): Promise<Place> {
  const { within } = options;
  if (within) await within.read(tips, [id]);
  const get = within
    // Not checks: the tip stands for them.
    ? [within.peek(members, [id, user.id]), within.peek(conversations, [id])]
    : [read(members, [id, user.id]), read(conversations, [id])];
  const [member, conversation] = await Promise.all(get) as [
    Member | null,
    Conversation | null,
  ];
  if (!member || !conversation) {
    throw new NotFound({ key: "error.conversation_not_found" });
  }
  return { conversation, member };
}

/** The same, named as this reader sees it. @throws NotFound */
export async function findNamedConversation(
  user: User,
  id: string,
): Promise<NamedConversation> {
  const { conversation, member } = await findConversation(user, id);
  const titled = await titleConversation(user, conversation);
  const closed = may(conversation, member, "post")
    ? {}
    : { closed: "quiet" } as const;
  return {
    ...closed,
    ...titled,
    myRole: member.role,
    ...(user.guest ? { visited: true } : {}),
  };
}

/** Groups up to this size are listed by how long people have been in them. */
const SORTED = 200;

/**
 * People in it, the longest there first; in large groups as the store has them.
 * @param options `limit` most, from the one after user `after` on
 * @throws NotFound
 */
export async function listMembers(
  user: User,
  id: string,
  options: { limit?: number; after?: string } = {},
): Promise<ListedMember[]> {
  const { conversation } = await findConversation(user, id);
  const { limit, after } = options;
  const sorted = conversation.memberCount <= SORTED;
  const found: Member[] = [];
  const rows = list(members, [id], {
    ...(after === undefined ? {} : { after }),
    ...(limit === undefined || sorted ? {} : { limit }),
  });
  for await (const { value } of rows) found.push(value);
  if (sorted) {
    found.sort((a, b) => a.since - b.since || (a.user < b.user ? -1 : 1));
  }
  return await showMembers(user, conversation, found.slice(0, limit));
}

/** Members as pages show them; those without an account are left out. */
export async function showMembers(
  user: User,
  conversation: Conversation,
  shown: readonly Member[],
): Promise<ListedMember[]> {
  const ids = shown.map((member) => member.user);
  const [people, statuses, between] = await Promise.all([
    findUsers(ids),
    findStatuses(ids),
    findBetweens(user.id),
  ]);
  return shown.flatMap((member): ListedMember[] => {
    const person = people.get(member.user);
    if (!person) return [];
    // Whoever is here for a moment learns names, and nothing that leads further.
    const apart = user.guest || isApart(between.get(person.id));
    const profile = profileOf(person);
    return [{
      profile: user.guest
        ? { ...profile, username: "", picture: null }
        : profile,
      role: member.role,
      since: member.since,
      dot: apart || conversation.memberCount > CROWD
        ? undefined
        : dotFor(user, person),
      status: apart ? undefined : statuses.get(person.id),
    }];
  });
}

/** Ids of all conversations a user is in, with the store's stamp of joining each. */
export async function listMemberships(
  user: string,
): Promise<{ conversation: string; versionstamp: string; from: number }[]> {
  const found = [];
  const store = theStore();
  const rows = list(memberships, [user]);
  for await (const { key, value, versionstamp } of rows) {
    rememberFrom(store, user, key[1], value.from);
    found.push({ conversation: key[1], versionstamp, from: value.from ?? 1 });
  }
  return found;
}

/** Where a log ends and when that last changed. For the live path, which knows the members. */
export async function findTipEntry(
  id: string,
): Promise<{ value: Tip; versionstamp: string } | null> {
  return await readEntry(tips, [id]);
}

/** Is this user in it at this moment? The live path asks before it delivers. */
export async function isMember(user: string, id: string): Promise<boolean> {
  return await read(members, [id, user]) !== null;
}

/** The conversations of these ids that exist, by id. */
export async function readConversations(
  ids: readonly string[],
): Promise<Map<string, Conversation>> {
  const rows = await readMany(conversations, ids.map((id) => [id]));
  return new Map(rows.flatMap((row) => row ? [[row.id, row]] : []));
}
