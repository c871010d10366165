/** A conversation as it stands, for the export of a whole server: asked on behalf of nobody. */
import { list, read } from "@/lib/kv/read.ts";
import { conversations, members, tips } from "./_keys.ts";
import type { Conversation, Entry, Member } from "./model.ts";
import { listNumbered } from "./thread_log.ts";

/** Its facts, who is in it, and how far its log goes at this moment. */
export interface StandingConversation {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  readonly upTo: number;
}

/** Null where it has ended. */
export async function standingConversation(
  id: string,
): Promise<StandingConversation | null> {
  // The end first: whoever writes meanwhile comes after it.
  const tip = await read(tips, [id]);
  const conversation = await read(conversations, [id]);
  if (!conversation) return null;
  const found: Member[] = [];
  for await (const { value } of list(members, [id])) found.push(value);
  return { conversation, members: found, upTo: tip?.seq ?? 0 };
}

/** Its entries up to there, in runs; nothing that has vanished, and nothing that came later. */
export async function* entriesUpTo(
  id: string,
  upTo: number,
  limit: number,
): AsyncGenerator<Entry[], void> {
  for (let after = 0;;) {
    const run = await listNumbered(id, { after, before: upTo + 1, limit });
    if (run.length > 0) yield run;
    if (run.length < limit) return;
    after = run.at(-1)!.seq;
  }
}
