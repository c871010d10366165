/**
 * A commit that threw is unknown, not failed: it may be on disk all the same.
 * So it is looked up, and only what certainly is not there is tried again.
 */
import { isDeepStrictEqual } from "node:util";
import { StorageFull, Unavailable } from "@/lib/errors.ts";
import type { Atomic, Store } from "./store.ts";

type Outcome = Deno.KvCommitResult | Deno.KvCommitError;

const TRIES_WHEN_LOCKED = 20;
const TRIES = 4;
const TRIES_TO_READ = 6;

/**
 * Commits until the outcome is known.
 * @param since stamp of the last commit known, older than this one
 * @throws StorageFull when the disk is
 * @throws Unavailable when it cannot be known or done now
 */
export async function commitSurely(
  store: Store,
  atomic: Atomic,
  since: string,
): Promise<Outcome> {
  for (let tries = 1;; tries++) {
    try {
      return await store.commit(atomic);
    } catch (error) {
      if (isOurFault(error)) throw error;
      const stamp = await settle(store, atomic, since);
      if (stamp) return { ok: true, versionstamp: stamp };
      const said = String(error);
      if (/disk is full|no space left/i.test(said)) throw new StorageFull();
      const locked = /locked|busy/i.test(said);
      if (tries >= (locked ? TRIES_WHEN_LOCKED : TRIES)) throw sorry(error);
      await pause(tries);
    }
  }
}

/** Asks again while another process stands in the way. Only for what may be asked twice. */
export async function unlocked<R>(ask: () => Promise<R>): Promise<R> {
  for (let tries = 1;; tries++) {
    try {
      return await ask();
    } catch (error) {
      const locked = /locked|busy/i.test(String(error));
      if (!locked || tries >= TRIES_WHEN_LOCKED) throw error;
      await pause(tries);
    }
  }
}

/** Waits a moment, longer and more at random the more often it was tried. */
export function pause(tries: number): Promise<void> {
  const most = 2 ** Math.min(tries, 7);
  return new Promise((wake) => setTimeout(wake, Math.random() * most));
}

/** A value or an atomic beyond the limits: it can never be written. */
function isOurFault(error: unknown): boolean {
  return error instanceof DOMException ||
    error instanceof RangeError ||
    error instanceof TypeError && /too (many|large)/i.test(error.message);
}

/** The stamp of the write if it happened, or null if it did not. */
async function settle(
  store: Store,
  { checks, mutations }: Atomic,
  since: string,
): Promise<string | null> {
  const puts = mutations.filter((mutation) => mutation.type === "set");
  const found = await readBack(store, mutations);
  const before = checks.reduce(
    (last, { versionstamp }) =>
      versionstamp && versionstamp > last ? versionstamp : last,
    since,
  );
  if (puts.length === 0) {
    // Nothing but removals: done is done, whoever did it.
    return found.every(({ versionstamp }) => versionstamp === null)
      ? before
      : null;
  }
  const stamps = puts.map((put) => {
    const entry = found[mutations.indexOf(put)];
    const ours = entry?.versionstamp && entry.versionstamp > before &&
      isDeepStrictEqual(entry.value, structuredClone(put.value));
    return ours ? entry.versionstamp : null;
  });
  const stamp = stamps.find((one) => one !== null) ?? null;
  if (stamps.every((one) => one === stamp)) return stamp;
  // Another process wrote over some of it since: nobody can tell any more.
  throw new Unavailable();
}

async function readBack(
  store: Store,
  mutations: readonly Deno.KvMutation[],
): Promise<Deno.KvEntryMaybe<unknown>[]> {
  for (let tries = 1;; tries++) {
    try {
      return await Promise.all(mutations.map(({ key }) => store.get(key)));
    } catch (error) {
      if (tries >= TRIES_TO_READ) throw sorry(error);
      await pause(tries + 2);
    }
  }
}

function sorry(cause: unknown): Unavailable {
  const error = new Unavailable();
  error.cause = cause;
  return error;
}
