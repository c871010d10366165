/** What a rule of retention would take, before it is set. */
import { mayAdminister, type User } from "@/lib/accounts/model.ts";
import { everyConversation } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { listNumbered } from "@/lib/conversations/thread_log.ts";
import { Forbidden } from "@/lib/errors.ts";

const DAY = 86_400_000;
/** Counted so far; beyond it there are "more than" so many. */
export const COUNTED = 10_000;
const RUN = 500;

/** Messages of a conversation older than so many days. @throws NotFound for strangers */
export async function countOlder(
  user: User,
  id: string,
  days: number,
): Promise<number> {
  await findConversation(user, id);
  return await count(id, Date.now() - days * DAY, 0);
}

/** The same of the whole server. @throws Forbidden for all but administrators */
export async function countOlderEverywhere(
  asker: User,
  days: number,
): Promise<number> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const cutoff = Date.now() - days * DAY;
  let counted = 0;
  for await (const id of everyConversation()) {
    counted = await count(id, cutoff, counted);
    if (counted > COUNTED) break;
  }
  return counted;
}

async function count(
  id: string,
  cutoff: number,
  before: number,
): Promise<number> {
  let counted = before;
  for (let after = 0; counted <= COUNTED;) {
    const run = await listNumbered(id, { after, limit: RUN });
    const old = run.filter(({ at }) => at < cutoff);
    counted += old.filter(({ kind }) => kind === "text").length;
    if (run.length < RUN || old.length < run.length) break;
    after = run.at(-1)!.seq;
  }
  return Math.min(counted, COUNTED + 1);
}
