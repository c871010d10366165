/**
 * Changes a username. The old one stays its former bearer's for a while: links
 * with it still lead to them, and nobody can pass for them meanwhile.
 */
import { Invalid, NotFound } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { usernames, users } from "./_keys.ts";
import { heldUsernames } from "./_profile_keys.ts";
import { putUser } from "./_store.ts";
import { announceProfile } from "./change_profile.ts";
import { isResting } from "./leaving.ts";
import type { User } from "./model.ts";
import { parseUsername, usernameKey } from "./names.ts";

/** How long a name is held back. */
export const HELD_FOR = 30 * 24 * 60 * 60_000;
/** Names one person can hold back at once: or a few changes a day would take all of them. */
export const MOST_HELD = 3;

/** Lets go of names that were held back. Which, is not said here: a job may outlive its user. */
export interface FreeUsername extends Job {
  readonly kind: "free-username";
  readonly user: string;
}

/**
 * Of two people who want a name at once, one gets it.
 * @throws Invalid at `username`
 */
export async function changeUsername(
  user: User,
  typed: string,
  now = Date.now(),
): Promise<User> {
  const parsed = parseUsername(typed, user.role === "administrator");
  if ("problem" in parsed) throw new Invalid({ username: parsed.problem });
  const username = parsed.value;
  const key = usernameKey(username);
  return await change(async (c) => {
    const before = await c.read(users, [user.id]);
    if (!before) throw new NotFound({ key: "error.not_found" });
    if (before.username === username) return before;
    const bearer = await c.read(usernames, [key]);
    const rests = bearer === null && await isResting(c, key, now);
    if (rests || bearer !== null && bearer !== user.id) {
      throw new Invalid({
        username: { key: "entrance.problem.username_taken" },
      });
    }
    const old = usernameKey(before.username);
    if (old !== key) {
      let held = 0;
      for await (const { value } of c.list(heldUsernames, [user.id])) {
        if (value.key !== key) held++;
      }
      if (held >= MOST_HELD) {
        throw new Invalid({
          username: {
            key: "people.problem.username_often",
            values: { most: MOST_HELD },
          },
        });
      }
      c.put(usernames, [key], user.id);
      c.drop(heldUsernames, [user.id, key]);
      c.put(heldUsernames, [user.id, old], {
        until: now + HELD_FOR,
        key: old,
      });
      const job: FreeUsername = { kind: "free-username", user: user.id };
      later(c, job, { delay: HELD_FOR });
    }
    const after: User = { ...before, username };
    putUser(c, after, before);
    announceProfile(c, after);
    return after;
    // In turn: the names one holds are counted by a list, which checks nothing.
  }, { queue: `username ${user.id}` });
}

/** Does such a job: a name taken again, or given up anew, stays. */
export async function freeUsername(
  { user }: FreeUsername,
  _signal?: AbortSignal,
  now = Date.now(),
): Promise<void> {
  await change(async (c) => {
    for await (const { value } of c.list(heldUsernames, [user])) {
      const { key } = value;
      const held = await c.read(heldUsernames, [user, key]);
      if (!held || held.until > now) continue;
      c.drop(heldUsernames, [user, key]);
      if (await c.read(usernames, [key]) === user) c.drop(usernames, [key]);
    }
  });
}
