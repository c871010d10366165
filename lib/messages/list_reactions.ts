import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile, User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { reactions } from "./_keys.ts";
import { findMessage } from "./find.ts";

/** Somebody who reacted, and with what. */
export interface ReactedBy {
  readonly profile: Profile;
  readonly emojis: readonly string[];
}

/** People a page lists. */
const LISTED = 500;

/** Who reacted to a message, latest first. @throws NotFound for strangers */
export async function listReactions(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ReactedBy[]> {
  const { kind } = await findMessage(user, conversationId, seq);
  if (kind !== "text") return [];
  const found: { id: string; emojis: readonly string[]; at: number }[] = [];
  const all = list(reactions, [conversationId, seq], { limit: LISTED });
  for await (const { key, value } of all) found.push({ id: key[2], ...value });
  found.sort((a, b) => b.at - a.at);
  const people = await findProfiles(found.map(({ id }) => id));
  return found.map(({ id, emojis }) => ({
    profile: people.get(id) ?? formerProfile(id),
    emojis,
  }));
}
