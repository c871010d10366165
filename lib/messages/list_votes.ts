import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile, User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { votes } from "./_keys.ts";
import { findMessage } from "./find.ts";

/** People a page lists. */
const LISTED = 500;

/**
 * Who chose what in a poll, option by option, the first to vote first. Of an
 * anonymous one nobody is told anything, its author neither.
 * @throws NotFound for strangers
 */
export async function listVotes(
  user: User,
  conversationId: string,
  seq: number,
): Promise<Profile[][]> {
  const { poll } = await findMessage(user, conversationId, seq);
  if (!poll || poll.anonymous) return [];
  const found: { id: string; choices: readonly number[]; at: number }[] = [];
  const all = list(votes, [conversationId, seq], { limit: LISTED });
  for await (const { key, value } of all) found.push({ id: key[2], ...value });
  found.sort((a, b) => a.at - b.at);
  const people = await findProfiles(found.map(({ id }) => id));
  return poll.options.map((_, i) =>
    found.filter(({ choices }) => choices.includes(i))
      .map(({ id }) => people.get(id) ?? formerProfile(id))
  );
}
