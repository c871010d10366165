/** What the tests of jobs stand on. */
import assert from "node:assert/strict";
import { failedJobs, jobs } from "@/lib/jobs/_keys.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { onJob } from "@/lib/jobs/on_job.ts";
import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";

/** Says which number is to be noted. */
export interface Note extends Job {
  readonly kind: "test-note";
  readonly n: number;
}

/** The cause of a job. */
export const causes = family<number, [n: number]>("test_cause", {
  parts: ["n"],
  holds: "a number",
});

/** A test with a store of its own, and with what it prints as errors kept. */
export function jobTest(
  name: string,
  test: (stage: { store: Store; errors: unknown[][] }) => Promise<void>,
) {
  Deno.test(name, async () => {
    using store = await openStore(":memory:");
    const { error } = console;
    const errors: unknown[][] = [];
    console.error = (...words: unknown[]) => void errors.push(words);
    try {
      await withStore(store, () => test({ store, errors }));
    } finally {
      console.error = error;
    }
  });
}

/** Puts a cause and leaves its job behind. */
export function leave(n: number, delay = 0): Promise<void> {
  return change((c) => {
    c.put(causes, [n], n);
    later<Note>(c, { kind: "test-note", n }, { delay });
  });
}

/** Collects the numbers of the jobs that ran, until disposed of. */
export function collect(
  handle: (n: number, signal: AbortSignal) => Promise<void> | void = () => {},
): { ran: number[] } & Disposable {
  const ran: number[] = [];
  const off = onJob<Note>("test-note", async ({ n }, signal) => {
    ran.push(n);
    await handle(n, signal);
  });
  return { ran, [Symbol.dispose]: off };
}

/** Rows in the outbox. */
export async function outbox() {
  const found = [];
  for await (const { key, value } of list(jobs, [])) {
    found.push({ due: key[0], ...value });
  }
  return found;
}

/** Jobs given up. */
export async function givenUp() {
  const found = [];
  for await (const { value } of list(failedJobs, [])) found.push(value);
  return found;
}

/** Waits until it is so. */
export async function until(
  so: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let tries = 0; !await so(); tries++) {
    if (tries > 600) assert.fail(`Never came: ${so}`);
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

/** A moment in which nothing should happen. */
export function moment(ms = 60): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
