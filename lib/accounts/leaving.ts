/** Questions about who is leaving or gone. */
import type { Change } from "@/lib/kv/change.ts";
import { users } from "./_keys.ts";
import { restingUsernames } from "./_leaving_keys.ts";

/** Which of these cannot be brought in or written to any more, within the change that would. */
export async function listLeaving(
  c: Change,
  ids: readonly string[],
): Promise<Set<string>> {
  // Not checks, there may be hundreds. Who begins to leave at this moment may
  // still be brought in; the erasing looks a second time (`erase_account.ts`).
  const rows = await c.peekMany(users, ids.map((id): [string] => [id]));
  return new Set(ids.filter((_, i) => !rows[i] || rows[i].leaving));
}

/** Is a username held back because its account was deleted? */
export async function isResting(
  c: Change,
  key: string,
  now: number,
): Promise<boolean> {
  const row = await c.read(restingUsernames, [key]);
  return row !== null && now < row.until;
}
