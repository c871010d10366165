/**
 * The people of a new group whom its first atomic write cannot take in. They
 * wait in rows of their own, each left as a job too: a crash between two
 * batches leaves nobody out, and a job that runs late or twice finds its row
 * gone and brings nobody back who was removed meanwhile.
 */
import { findUsers } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Problem } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { admissions } from "./_keys.ts";
import { addBatch, BATCH } from "./add_members.ts";

/** A batch to be taken in. */
export interface AdmitMembers extends Job {
  readonly kind: "admit-members";
  readonly conversation: string;
  readonly batch: number;
}

/** Lets people wait for a group that is being made; returns the jobs that take them in. */
export function admitLater(
  c: Change,
  actor: User,
  conversation: string,
  users: readonly User[],
): AdmitMembers[] {
  const jobs: AdmitMembers[] = [];
  for (let batch = 0; batch * BATCH < users.length; batch++) {
    const job = { kind: "admit-members", conversation, batch } as const;
    c.put(admissions, [conversation, batch], {
      actor: actor.id,
      users: users.slice(batch * BATCH, (batch + 1) * BATCH)
        .map((user) => user.id),
    });
    later<AdmitMembers>(c, job);
    jobs.push(job);
  }
  return jobs;
}

/** Takes a batch in, once, whoever does it first. */
export async function admitMembers(job: AdmitMembers): Promise<void> {
  const key: [string, number] = [job.conversation, job.batch];
  const waiting = await read(admissions, key);
  if (!waiting) return;
  const users = await findUsers([waiting.actor, ...waiting.users]);
  const actor = users.get(waiting.actor);
  const guests = waiting.users.map((id) => users.get(id))
    .filter((one) => one !== undefined);
  try {
    if (!actor) throw new Error("Its maker is gone");
    await addBatch(actor, job.conversation, guests, async (c) => {
      if (!await c.read(admissions, key)) return false;
      c.drop(admissions, key);
      return true;
    });
  } catch (error) {
    // The maker has left meanwhile, or the group is full: nobody waits for that.
    if (actor && !(error instanceof Problem)) throw error;
    await change((c) => c.drop(admissions, key));
  }
}
