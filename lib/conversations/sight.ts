/** Which logs somebody may read, and from where on. */
import type { User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { memberships } from "./_keys.ts";
import { readTips } from "./_recent_tips.ts";
import type { Tip } from "./model.ts";
import { readableFrom } from "./rights_model.ts";

/** The part of a log that somebody may read. */
export interface Sight {
  /** Of the conversation. */
  readonly id: string;
  /** The first entry they may read. */
  readonly first: number;
  readonly tip: Tip;
}

/** Everything this user may read at this moment, the liveliest first. */
export async function listSight(user: User): Promise<Sight[]> {
  const ids: string[] = [];
  const firsts: number[] = [];
  for await (const { key, value } of list(memberships, [user.id])) {
    ids.push(key[1]);
    firsts.push(readableFrom(value));
  }
  const tips = await readTips(ids);
  const seen = ids.flatMap((id, i): Sight[] => {
    const tip = tips[i];
    return tip ? [{ id, first: firsts[i] ?? 1, tip }] : [];
  });
  return seen.sort((a, b) => b.tip.at - a.tip.at);
}
