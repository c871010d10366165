/** Who shares a conversation with whom: that makes them contacts. */
import type { User } from "@/lib/accounts/model.ts";
import type { Relation } from "@/lib/accounts/profile_model.ts";
import { list } from "@/lib/kv/read.ts";
import { memberships } from "./_keys.ts";
import { readConversations, titleConversation } from "./find.ts";
import { type Conversation, CROWD, type TitledConversation } from "./model.ts";

async function sharedBy(one: string, other: string): Promise<string[]> {
  const [mine, theirs] = await Promise.all([idsOf(one), idsOf(other)]);
  return [...mine].filter((id) => theirs.has(id));
}

async function idsOf(user: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { key } of list(memberships, [user])) ids.add(key[1]);
  return ids;
}

/** How the viewer stands to a person. */
export async function relationOf(
  viewer: User,
  person: string,
): Promise<Relation> {
  if (viewer.id === person) return "self";
  const shared = await sharedBy(viewer.id, person);
  return shared.length > 0 ? "contact" : "stranger";
}

/** Do they share a conversation that is no crowd? */
export async function areNear(one: string, other: string): Promise<boolean> {
  const found = await readConversations(await sharedBy(one, other));
  return [...found.values()].some(({ memberCount }) => memberCount <= CROWD);
}

/** The groups both are in, as the viewer sees them; the largest last. */
export async function listSharedGroups(
  viewer: User,
  person: string,
): Promise<TitledConversation[]> {
  const found = await readConversations(await sharedBy(viewer.id, person));
  const groups = [...found.values()]
    .filter(({ kind }: Conversation) => kind === "group")
    .sort((a, b) => a.memberCount - b.memberCount);
  return await Promise.all(
    groups.slice(0, 20).map((one) => titleConversation(viewer, one)),
  );
}
