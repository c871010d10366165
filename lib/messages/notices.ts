/** What waits for somebody to look at: on every page, as long as there is anything. */
import type { User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { type NoticeKind, notices } from "./_keys.ts";

/** More of them are not counted. */
const COUNTED = 200;

/** How many notices of each kind wait for this user: one range, mostly an empty one. */
export async function countNotices(
  user: User,
): Promise<Partial<Record<NoticeKind, number>>> {
  const count: Partial<Record<NoticeKind, number>> = {};
  for await (const { key } of list(notices, [user.id], { limit: COUNTED })) {
    count[key[1]] = (count[key[1]] ?? 0) + 1;
  }
  return count;
}
