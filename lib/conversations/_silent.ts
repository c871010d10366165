/**
 * What people write of whom somebody wants no notice. It is not counted as
 * unread; whoever wants no notice of nobody pays nothing for it.
 */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isSilent } from "@/lib/accounts/between_model.ts";
import { list } from "@/lib/kv/read.ts";
import type { Candidate } from "./_candidates.ts";
import { entries } from "./_keys.ts";
import { unreadOf } from "./log_model.ts";

/** Unread entries that are looked at in one conversation; what is beyond counts as it is. */
const LOOKED_AT = 200;

/** How much of what is unread here asks for no notice. */
export async function countSilent(
  user: string,
  { id, tip, read }: Pick<Candidate, "id" | "tip"> & {
    readonly read: { readonly seq: number; readonly nth?: number } | null;
  },
): Promise<number> {
  const between = await findBetweens(user);
  const some = [...between.keys()].some((id) => isSilent(between, id));
  if (!some || unreadOf(tip, read) === 0) return 0;
  let silent = 0;
  const unread = { after: read?.seq ?? 0, limit: LOOKED_AT };
  for await (const { value } of list(entries, [id], unread)) {
    if (value.kind !== "note" && isSilent(between, value.author)) silent++;
  }
  return silent;
}

/** Candidates with that number. */
export async function withSilent(
  user: string,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  if ((await findBetweens(user)).size === 0) return [...candidates];
  return await Promise.all(candidates.map(async (one) => {
    const silent = await countSilent(user, one);
    return silent === 0 ? one : { ...one, silent };
  }));
}
