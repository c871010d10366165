/**
 * The only way to write. A deed reads, decides and puts; all of it happens or
 * none of it.
 */
import { Unavailable } from "@/lib/errors.ts";
import { Draft } from "./_draft.ts";
import type { Family, Prefix } from "./family.ts";
import type { ListOptions, Row } from "./read.ts";
import { theStore } from "./store.ts";

/** What a deed may do while it runs. */
export interface Change {
  /** A row. If somebody else writes it before this change does, the deed runs again. */
  read<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null>;
  /** The same without the check: say at the call why it may be out of date. */
  peek<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null>;
  /** Many rows, unchecked like `peek`. */
  peekMany<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    keys: readonly K[],
  ): Promise<(T | null)[]>;
  /** Unchecked, and blind to what this very change puts and drops. */
  list<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    prefix: Prefix<K>,
    options?: ListOptions,
  ): AsyncIterable<Row<T, K>>;
  /** Writes a row when the change commits. `expireIn` is in milliseconds. */
  put<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
    value: T,
    options?: { expireIn?: number },
  ): void;
  /** Removes a row, if it is there. */
  drop<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): void;
  /**
   * Runs once, when the change is on disk, in the order of commits. Not at all
   * when the deed throws, or writes nothing: then there is nothing to tell.
   */
  afterCommit(then: (versionstamp: string) => void): void;
}

/** How a change is carried out. */
export interface ChangeOptions {
  /** Changes that name the same queue wait for each other in this process. */
  readonly queue?: string;
}

const MAX_TRIES = 20;

/**
 * Runs a deed and writes what it put.
 *
 * THE DEED MAY RUN SEVERAL TIMES, whenever what it read was written by
 * somebody else meanwhile. So it does nothing but ask `c` and put: no mail, no
 * announcement, no counter in memory (use `afterCommit` and `later`); and ids
 * that must be the same on every run are made before it. When it throws,
 * nothing is written.
 * @throws Unavailable when others were faster twenty times
 */
export async function change<R>(
  deed: (c: Change) => Promise<R> | R,
  _options: ChangeOptions = {},
): Promise<R> {
  const store = theStore();
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const draft = new Draft(store);
    const result = await deed(draft);
    const atomic = await draft.close();
    if (atomic.mutations.length === 0) return result;
    const outcome = await store.commit(atomic);
    if (outcome.ok) {
      for (const then of draft.callbacks) then(outcome.versionstamp);
      return result;
    }
    await new Promise((wake) =>
      setTimeout(wake, Math.random() * 2 ** Math.min(tries, 6))
    );
  }
  throw new Unavailable();
}
