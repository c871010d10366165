/** Which logs somebody may read, and from where on. */
import type { User } from "@/lib/accounts/model.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import { conversations, memberships } from "./_keys.ts";
import { readTips } from "./_recent_tips.ts";
import type { Conversation, Tip } from "./model.ts";
import { readableFrom } from "./rights_model.ts";

/** The part of a log that somebody may read. */
export interface Sight {
  readonly conversation: Conversation;
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
  const [rows, tips] = await Promise.all([
    readMany(conversations, ids.map((id) => [id])),
    readTips(ids),
  ]);
  const seen = rows.flatMap((conversation, i): Sight[] => {
    const tip = tips[i];
    const first = firsts[i] ?? 1;
    return conversation && tip ? [{ conversation, first, tip }] : [];
  });
  return seen.sort((a, b) => b.tip.at - a.tip.at);
}
