/** A message with an end leaves word of it in the change that adds it. */
import { type Job, later } from "@/lib/jobs/later.ts";
import type { Change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import { vanishings } from "./_keys.ts";
import type { Entry } from "./model.ts";

/** Some messages have come to their end. */
export interface Vanish extends Job {
  readonly kind: "vanish";
  /** When the last of them has. */
  readonly due: number;
}

/**
 * One job for all that ends within as long as this. They are out of sight at
 * their own moment; out of the store at the end of this, and out of the index
 * of search ten seconds later.
 */
const SPAN = 10_000;
/** Jobs remembered. */
const MOST = 50_000;

/** For which moments this process has left a job. */
const planned = new WeakMap<Store, Set<number>>();

/** Notes when an entry ends, if it does, and sees to it that somebody looks then. */
export function vanishLater(
  c: Change,
  { conversation, seq, until }: Entry,
): void {
  if (until === undefined) return;
  c.put(vanishings, [until, conversation, seq], true);
  const due = Math.ceil(until / SPAN) * SPAN;
  const store = theStore();
  const known = planned.get(store) ?? new Set();
  planned.set(store, known);
  if (known.has(due)) return;
  vanishAt(c, due);
  c.afterCommit(() => {
    if (known.size >= MOST) known.clear();
    known.add(due);
  });
}

/** Looks for what has ended at a moment. */
export function vanishAt(c: Change, due: number): void {
  const delay = Math.max(0, due - Date.now());
  later<Vanish>(c, { kind: "vanish", due }, { delay });
}

/** An entry, and when it ends. */
export interface Ending {
  readonly end: number;
  readonly conversation: string;
  readonly seq: number;
}

/** What has ended by now, the earliest first. */
export async function listEnded(now: number, limit: number): Promise<Ending[]> {
  const found: Ending[] = [];
  for await (
    const { key } of list(vanishings, [], { before: now + 1, limit })
  ) {
    const [end, conversation, seq] = key;
    found.push({ end, conversation, seq });
  }
  return found;
}

/** It is out of the log. */
export function dropEnded(
  c: Change,
  { end, conversation, seq }: Ending,
): void {
  c.drop(vanishings, [end, conversation, seq]);
}
