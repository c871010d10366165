/**
 * Leaves word that a log has changed, for whoever keeps something that follows
 * from logs, such as the index of search. One job for all changes of some
 * seconds: while one waits, the next change need not leave another.
 */
import { type Job, later } from "@/lib/jobs/later.ts";
import type { Change } from "@/lib/kv/change.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";

/** A log has new or altered entries: its tip says up to which number. */
export interface LogChanged extends Job {
  readonly kind: "log-changed";
  readonly conversation: string;
}

/** A job waits so long for more of the same. */
const DELAY = 10_000;
/** A commit takes less: what counts on a job that waits is there before it runs. */
const MARGIN = 1_000;
/** Conversations whose job is remembered. */
const MOST = 50_000;

/** When the job of a conversation falls due, as far as this process left it. */
const waiting = new WeakMap<Store, Map<string, number>>();

/** The log changes with this change. */
export function tellLogChanged(c: Change, conversation: string): void {
  const store = theStore();
  let jobs = waiting.get(store);
  if (!jobs) waiting.set(store, jobs = new Map());
  const known = jobs;
  const now = Date.now();
  const due = known.get(conversation) ?? 0;
  if (due > now + MARGIN && due <= now + DELAY) return;
  later<LogChanged>(c, { kind: "log-changed", conversation }, { delay: DELAY });
  c.afterCommit(() => {
    if (known.size >= MOST) known.clear();
    known.set(conversation, now + DELAY);
  });
}
