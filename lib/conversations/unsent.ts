/** What somebody has written and not sent. Only they themselves are ever asked for it. */
import type { User } from "@/lib/accounts/model.ts";
import { list, read } from "@/lib/kv/read.ts";
import { unsents as rows } from "./_keys.ts";
import type { Unsent } from "./unsent_model.ts";

/** The family of unsent texts, for deeds of the messages they become. */
export const unsents = rows;

/** Most of them that a list of conversations shows. */
const LISTED = 100;
/** As many characters as a row of the list has room for. */
const LINE = 90;

/** The text this user has not sent to a conversation, or null. */
export async function findUnsent(
  user: User,
  conversation: string,
): Promise<Unsent | null> {
  return await read(rows, [user.id, conversation]);
}

/** Their beginnings, by conversation: one range, since few have any. */
export async function listUnsentLines(
  user: User,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const some = list(rows, [user.id], { limit: LISTED });
  for await (const { key, value } of some) {
    const line = value.text.trim().replace(/\s+/g, " ");
    found.set(key[1], [...line.slice(0, 2 * LINE)].slice(0, LINE).join(""));
  }
  return found;
}
