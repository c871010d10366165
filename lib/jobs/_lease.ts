/**
 * A job that runs has its row moved to the end of its lease. If its process
 * dies it falls due there again, by itself; meanwhile no other instance sees
 * it. Each move is one checked change, so only one instance gets it.
 */
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { failedJobs, type JobRow, jobs } from "./_keys.ts";
import { GiveUp } from "./on_job.ts";

/** Begun this often without an end, a job is given up, unless it says until when. */
export const MAX_TRIES = 20;

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10 * 60_000;

/** Where a job's row stands. */
export type JobKey = [due: number, id: string];

/** A job taken by this process. */
export interface Leased {
  readonly key: JobKey;
  readonly row: JobRow;
}

/** Takes a job, or null when another was faster or it was given up just now. */
export function takeJob(
  key: JobKey,
  by: string,
  lease: number,
): Promise<Leased | null> {
  return change(async (c) => {
    const row = await c.read(jobs, key);
    if (!row) return null;
    c.drop(jobs, key);
    if (isOver(row, Date.now())) {
      // Each try ended with its process: this job may be what ends it.
      c.put(failedJobs, [key[1]], {
        job: row.job,
        tries: row.tries,
        at: Date.now(),
        error: "It never came to an end",
      });
      return null;
    }
    const leased: Leased = {
      key: [Date.now() + lease, key[1]],
      row: { ...row, tries: row.tries + 1, by },
    };
    c.put(jobs, leased.key, leased.row);
    return leased;
  });
}

/** It is done: nothing is left of it. */
export function finishJob({ key }: Leased): Promise<void> {
  return change((c) => c.drop(jobs, key));
}

/** It failed: again later, or never. */
export function putBack({ key, row }: Leased, error: unknown): Promise<void> {
  return change(async (c) => {
    // Gone when the lease ended first and another instance took it.
    if (!await c.read(jobs, key)) return;
    c.drop(jobs, key);
    const { by: _, ...waiting } = row;
    const [, id] = key;
    const at = Date.now();
    const due = at + waitAfter(row.tries);
    if (!(error instanceof GiveUp) && !isOver(row, due)) {
      c.put(jobs, [due, id], waiting);
    } else {
      const { job, tries } = row;
      c.put(failedJobs, [id], { job, tries, at, error: String(error) });
    }
  });
}

/** May it be begun no more at that time? */
function isOver({ tries, until }: JobRow, at: number): boolean {
  return until === undefined ? tries >= MAX_TRIES : tries > 0 && at > until;
}

/**
 * Makes jobs due that a process before this one left running. Only where one
 * process at a time uses the store: nobody else can be at them.
 */
export async function releaseLeftovers(): Promise<void> {
  for await (const { key, value } of list(jobs, [])) {
    if (value.by === undefined) continue;
    await change(async (c) => {
      if (!await c.read(jobs, key)) return;
      c.drop(jobs, key);
      const { by: _, ...waiting } = value;
      // A job that ended its process before waits its time like any other.
      const wait = waiting.tries > 1 ? waitAfter(waiting.tries) : 0;
      c.put(jobs, [Date.now() + wait, key[1]], waiting);
    });
  }
}

/** 1 s, 2 s, 4 s … up to 10 minutes. */
export function waitAfter(tries: number): number {
  return Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
}
