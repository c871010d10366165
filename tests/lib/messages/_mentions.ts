/** What people were told of, as the store has it. */
import type { User } from "@/lib/accounts/model.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { change } from "@/lib/kv/change.ts";
import {
  forgetMentions,
  type MemberGone,
} from "@/lib/conversations/forget_mentions.ts";
import {
  type MentionsToSettle,
  settleMentions,
} from "@/lib/messages/tell_mentioned.ts";
import type { Store } from "@/lib/kv/store.ts";
import { type OpenedRow, openedRows } from "@/tests/support/store.ts";

/** Does the jobs of mentions that wait, `times` over, as after a crash. */
export async function settleAll(times = 1): Promise<number> {
  const waiting = [];
  for await (const row of list(jobs, [])) waiting.push(row);
  let done = 0;
  const { signal } = new AbortController();
  for (const { key, value: { job } } of waiting) {
    if (job.kind === "settle-mentions") {
      for (let i = 0; i < times; i++) {
        await settleMentions(job as MentionsToSettle, signal);
      }
    } else if (job.kind === "forget-mentions") {
      await forgetMentions(job as MemberGone);
    } else continue;
    done++;
    await change((c) => c.drop(jobs, key));
  }
  return done;
}

/** Which messages mention somebody, why, and which of them they have not seen. */
export async function noticesOf(
  store: Store,
  user: User,
): Promise<string[]> {
  return noticesIn(await openedRows(store), user);
}

/** The same out of rows that were read before. */
export function noticesIn(rows: readonly OpenedRow[], user: User): string[] {
  const unseen = new Set(
    rows.filter(({ family, key }) =>
      family === "mention_unseen" && key[1] === user.id
    ).map(({ key }) => key[3]),
  );
  const told = rows.filter(({ family, key }) =>
    family === "mention" && key[1] === user.id
  );
  const times = rows.filter(({ family, key }) =>
    family === "mention_time" && key[1] === user.id
  );
  if (times.length !== told.length) throw new Error("orders differ");
  return told.map(({ key, value }) =>
    `${key[3]} ${(value as { as: string }).as}${
      unseen.has(key[3]) ? "" : " seen"
    }`
  );
}
