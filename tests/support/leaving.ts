/** Ends accounts without waiting a fortnight. */
import "@/main.ts"; // connects the jobs
import { eraseAccount } from "@/lib/accounts/erase_account.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { endsAt } from "@/lib/accounts/leaving_model.ts";
import { everyConversation } from "@/lib/conversations/entries.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { handlerOf } from "@/lib/jobs/on_job.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";

/** Erases an account whose end was asked for, as if the grace were over. @returns whose it was */
export async function eraseNow(username: string): Promise<string> {
  const user = await findByUsername(username);
  if (!user?.leaving) throw new Error(`${username} is not leaving`);
  const { id, leaving } = user;
  const job = { kind: "erase-account", user: id, at: leaving.at } as const;
  await eraseAccount(job, undefined, endsAt(leaving));
  await doErasures();
  return id;
}

const WORK = /^(erase-(?!account$)|message-deleted$)/;

/** Does every job of erasing that has been left, and what follows a deleted message, due or not, until there is none. */
export async function doErasures(): Promise<void> {
  const { signal } = new AbortController();
  for (let found = true; found;) {
    found = false;
    for await (const { key, value: { job } } of list(jobs, [])) {
      if (!WORK.test(job.kind)) continue;
      found = true;
      await handlerOf(job.kind)(job, signal);
      await change((c) => c.drop(jobs, key));
    }
  }
}

/** Brings every index of search up to its log, as jobs do some seconds later. */
export async function indexEverything(): Promise<void> {
  for await (const id of everyConversation()) await indexConversation(id);
}
