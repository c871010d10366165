/** Erases what is left of a conversation that nobody is in any more. */
import { type Job, later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import type { Family } from "@/lib/kv/family.ts";
import { change } from "@/lib/kv/change.ts";
import { dropGuest } from "@/lib/accounts/guest.ts";
import { list } from "@/lib/kv/read.ts";
import { groupLinks, guestsOf, joinRequests, linkCodes } from "./_link_keys.ts";
import {
  admissions,
  alterations,
  entries,
  receipts,
  threaded,
  threadEntries,
} from "./_keys.ts";

/** Which jobs follow; `main.ts` connects them. Messages have rows of their own. */
export const CONVERSATION_ENDED = [
  "erase-log",
  "erase-log-texts",
  "erase-files",
  "erase-index",
] as const;

/** A conversation has ended. */
export interface ConversationEnded extends Job {
  readonly kind: typeof CONVERSATION_ENDED[number];
  readonly conversation: string;
}

/** Rows dropped by one write. */
const BATCH = 500;

/** Does such a job. */
export async function eraseLog(
  job: ConversationEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { conversation } = job;
  await change(async (c) => {
    for await (const { value } of c.list(groupLinks, [conversation])) {
      c.drop(linkCodes, [value.code]);
    }
  });
  for await (const { key } of list(guestsOf, [conversation])) {
    await change((c) => dropGuest(c, key[2]));
  }
  const families = [
    entries,
    threadEntries,
    threaded,
    alterations,
    receipts,
    admissions,
    groupLinks,
    guestsOf,
    joinRequests,
  ] as const;
  for (const family of families) {
    while (
      await change(async (c) => {
        let count = 0;
        const rows = c.list(
          family as Family<unknown, readonly [string, ...Deno.KvKeyPart[]]>,
          [conversation],
          {
            limit: BATCH,
          },
        );
        for await (const { key } of rows) {
          c.drop(
            family as Family<unknown, readonly [string, ...Deno.KvKeyPart[]]>,
            key,
          );
          count++;
        }
        return count;
      }) === BATCH
    ) {
      if (isOver()) return await change((c) => later(c, job));
    }
  }
}
