/** Work for later, written in the same change as its cause. */
import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import { jobs } from "./_keys.ts";
import { poke } from "./_poke.ts";

/**
 * What is to be done: a kind, and plain data about it. A domain declares its
 * own: `interface MessageSent extends Job { kind: "message-sent"; … }`.
 */
export interface Job {
  readonly kind: string;
}

/**
 * Leaves a job behind: if the change commits it will be done, even if the
 * process dies in the next moment; if not, it never was. It starts at once
 * after the commit, or `delay` milliseconds later.
 *
 * A JOB MAY RUN MORE THAN ONCE (a crash after its work and before the note
 * that it is done), and jobs run in no particular order. Its handler must come
 * to the same end the second time.
 */
export function later<J extends Job>(
  c: Change,
  job: J,
  { delay = 0, until }: {
    readonly delay?: number;
    /** Tried until then, however often; else so many times. */
    readonly until?: number;
  } = {},
): void {
  const store = theStore();
  c.put(jobs, [Date.now() + delay, crypto.randomUUID()], {
    job,
    tries: 0,
    ...(until === undefined ? {} : { until }),
  });
  if (delay <= 0) c.afterCommit(() => poke(store));
}
