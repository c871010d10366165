/** Blocking somebody, or wanting no notice of them; and taking either back. */
import { Conflict, NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { theStore } from "@/lib/kv/store.ts";
import { announce } from "@/lib/live/announce.ts";
import { betweens } from "./_between_keys.ts";
import { findBetweens, forgetBetweens } from "./between.ts";
import { type Between, BETWEEN_LIMIT } from "./between_model.ts";
import { findUser, findUsers } from "./find.ts";
import { type Profile, profileOf, type User } from "./model.ts";

/** What one can put between oneself and somebody. */
export type Wish = "blocked" | "muted";

/** Somebody whom a person has blocked or muted, and since when. */
export interface Kept {
  readonly profile: Profile;
  readonly blocked?: number | undefined;
  readonly muted?: number | undefined;
}

/**
 * Puts it between them, or takes it away. Twice is once. The other is not told:
 * they only find less from now on.
 * @throws NotFound for nobody and for oneself; Conflict when there are too many
 */
export async function keepAway(
  user: User,
  otherId: string,
  wish: Wish,
  on: boolean,
): Promise<void> {
  const now = Date.now();
  const other = otherId === user.id ? null : await findUser(otherId);
  if (on && !other) throw new NotFound({ key: "error.not_found" });
  await change(async (c) => {
    const key: [string, string] = [user.id, otherId];
    const before = await c.read(betweens, key) ?? {};
    if ((before[wish] !== undefined) === on) return;
    if (on) await demandRoom(c, user);
    const { [wish]: _, ...rest } = before;
    put(c, key, on ? { ...rest, [wish]: now } : rest);
    if (wish === "blocked") await mirror(c, key, on ? now : null);
    // The lists of one's own screens show it; the other's say nothing.
    announce(c, { type: "place-changed", audience: { user: user.id } });
    const store = theStore();
    c.afterCommit(() => {
      for (const id of key) forgetBetweens(store, id);
    });
  }, { queue: `between ${[user.id, otherId].sort().join(" ")}` });
  // The pages that follow ask the memory.
  await Promise.all([user.id, otherId].map(findBetweens));
}

/** The other's row of the same block. */
async function mirror(
  c: Change,
  [user, other]: [string, string],
  at: number | null,
): Promise<void> {
  const { by: _, ...rest } = await c.read(betweens, [other, user]) ?? {};
  put(c, [other, user], at === null ? rest : { ...rest, by: at });
}

function put(c: Change, key: [string, string], between: Between): void {
  if (Object.keys(between).length > 0) c.put(betweens, key, between);
  else c.drop(betweens, key);
}

async function demandRoom(c: Change, user: User): Promise<void> {
  let kept = 0;
  // Not a check: one more than the limit harms nobody.
  for await (const { value } of c.list(betweens, [user.id])) {
    if (value.blocked !== undefined || value.muted !== undefined) kept++;
  }
  if (kept < BETWEEN_LIMIT) return;
  throw new Conflict({
    key: "people.block.error.too_many",
    values: { limit: BETWEEN_LIMIT },
  });
}

/** Whom this person has blocked or muted, by name. Who blocked them is not among it. */
export async function listKept(user: User): Promise<Kept[]> {
  const found: [string, Between][] = [];
  for await (const { key, value } of list(betweens, [user.id])) {
    if (value.blocked !== undefined || value.muted !== undefined) {
      found.push([key[1], value]);
    }
  }
  const people = await findUsers(found.map(([id]) => id));
  return found.flatMap(([id, { blocked, muted }]): Kept[] => {
    const person = people.get(id);
    return person ? [{ profile: profileOf(person), blocked, muted }] : [];
  }).sort((a, b) => a.profile.username < b.profile.username ? -1 : 1);
}

/** Drops everything that stands between somebody who is gone and others, at both ends. */
export async function eraseBetweens(user: string): Promise<void> {
  const others: string[] = [];
  for await (const { key } of list(betweens, [user])) others.push(key[1]);
  for (const other of others) {
    await change((c) => {
      c.drop(betweens, [user, other]);
      c.drop(betweens, [other, user]);
      const store = theStore();
      c.afterCommit(() => forgetBetweens(store, other));
    });
  }
}
