/** What people say of themselves, as each viewer may see it. */
import { readMany } from "@/lib/kv/read.ts";
import { openAbout, readAbout } from "./_abouts.ts";
import { abouts } from "./_profile_keys.ts";
import type { User } from "./model.ts";
import {
  type About,
  type Relation,
  type SeenAbout,
  seenBy,
  type Status,
  statusAt,
} from "./profile_model.ts";

/** Everything one says of oneself, for one's own form. */
export async function findAbout(user: User): Promise<About> {
  return await readAbout(user.id);
}

/** The same as somebody may see it who stands so to this person. */
export async function findSeenAbout(
  person: string,
  relation: Relation,
  now = Date.now(),
): Promise<SeenAbout> {
  return seenBy(relation, await readAbout(person), now);
}

/** The statuses that hold at this moment, by person. */
export async function findStatuses(
  people: readonly string[],
  now = Date.now(),
): Promise<Map<string, Status>> {
  const rows = await readMany(abouts, people.map((id): [string] => [id]));
  const found = new Map<string, Status>();
  await Promise.all(rows.map(async (row, i) => {
    const until = row?.status?.until;
    if (!row?.status || until != null && until <= now) return;
    const person = people[i]!;
    const status = statusAt(await openAbout(person, row), now);
    if (status) found.set(person, status);
  }));
  return found;
}
