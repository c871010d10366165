import { TooMany } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { lastPosts } from "./_keys.ts";
import type { Conversation, Member } from "./model.ts";
import { isAbove } from "./rights_model.ts";

/**
 * Slow mode: members and guests wait between two messages; owners and
 * moderators do not. Of two sent at once one is too soon.
 * @throws TooMany with the seconds that are left
 */
export async function demandPace(
  c: Change,
  { id, slow }: Conversation,
  { role, user }: Member,
  now: number,
): Promise<void> {
  if (!slow || isAbove(role, "member")) return;
  const last = await c.read(lastPosts, [id, user]);
  const wait = last ? Math.ceil((last.at - now) / 1_000) + slow : 0;
  // A clock that was set back makes nobody wait longer than the interval.
  if (wait > 0) throw new TooMany(Math.min(wait, slow), "message.error.slow");
  c.put(lastPosts, [id, user], { at: now });
}
