/** Ends the saving of messages: of one message for everybody, or of all of somebody's. */
import { type Change, change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { saved, savedBy } from "./_saved_keys.ts";
import { dropSaved } from "./save.ts";

/** Rows dropped by one write. */
const BATCH = 100;

/** Did anybody save it? One small range, for whoever deletes it. */
export async function isSaved(
  c: Change,
  conversation: string,
  seq: number,
): Promise<boolean> {
  const one = { limit: 1 };
  for await (const _ of c.list(savedBy, [conversation, seq], one)) return true;
  return false;
}

/** Nobody has it saved any more. Without a number: nothing of this conversation. */
export async function eraseSavesOf(
  conversation: string,
  seq?: number,
): Promise<void> {
  const of = seq === undefined
    ? [conversation] as const
    : [conversation, seq] as const;
  await inBatches(async (c) => {
    const keys = [];
    const rows = c.list(savedBy, of, { limit: BATCH });
    for await (const { key: [id, seq, user] } of rows) {
      keys.push(user);
      dropSaved(c, user, id, seq);
    }
    return keys.length;
  });
}

/** Nothing is left of what this person saved. */
export async function eraseSavesBy(user: string): Promise<void> {
  for await (const { key: [, conversation, seq] } of list(saved, [user])) {
    await change((c) => dropSaved(c, user, conversation, seq));
  }
}

async function inBatches(drop: (c: Change) => Promise<number>): Promise<void> {
  while (await change(drop) === BATCH);
}
