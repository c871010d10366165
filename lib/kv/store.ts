/**
 * The store everything durable lives in. One per process; a test opens its
 * own in memory (about 3 ms) and runs inside `withStore()`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Batch } from "./_batch.ts";
import { Writer } from "./_writer.ts";

/** How much one atomic write may hold. */
export interface Limits {
  readonly checks: number;
  readonly mutations: number;
  readonly bytes: number;
}

/** One atomic write, before it goes to the store. */
export interface Atomic {
  readonly checks: readonly Deno.AtomicCheck[];
  readonly mutations: readonly Deno.KvMutation[];
}

/** A self-hosted KV server takes 10 checks; a file of our own takes 100. */
const LIMITS: Limits = { checks: 100, mutations: 1_000, bytes: 600_000 };
const REMOTE: Limits = { ...LIMITS, checks: 10 };

/** An open store. Tests may extend it to make a commit fail in its way. */
export class Store {
  /** Groups the writes of concurrent changes; only `change()` uses it. */
  readonly writer: Writer = new Writer(this);
  readonly #batch: Batch;

  /** @param shared whether other processes may be using it too */
  constructor(
    readonly kv: Deno.Kv,
    readonly limits: Limits = LIMITS,
    readonly shared: boolean = false,
  ) {
    this.#batch = new Batch(kv);
  }

  /** One entry; those asked for in the same moment are fetched together. */
  get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>> {
    return this.#batch.get<T>(key);
  }

  /** Writes all of it or nothing. The only place where anything is written. */
  commit(
    atomic: Atomic,
  ): Promise<Deno.KvCommitResult | Deno.KvCommitError> {
    return this.kv.atomic()
      .check(...atomic.checks)
      .mutate(...atomic.mutations)
      .commit();
  }

  /** Resolves when no write is waiting or under way: the moment to close. */
  idle(): Promise<void> {
    return this.writer.idle();
  }

  /** Closes it; what was acknowledged is on disk already. */
  close(): void {
    this.kv.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Opens a store: a file's path, ":memory:", or the address of a KV server. */
export async function openStore(path: string | URL): Promise<Store> {
  const place = String(path);
  const kv = await Deno.openKv(place);
  const shared = /^https?:/.test(place);
  return new Store(kv, shared ? REMOTE : LIMITS, shared);
}

let current: Store | undefined;
const inside = new AsyncLocalStorage<Store>();

/** Makes this the store of the whole process. */
export function useStore(store: Store): void {
  current = store;
}

/** Runs something on a store of its own, for tests that run side by side. */
export function withStore<R>(store: Store, run: () => R): R {
  return inside.run(store, run);
}

/** The store in use. @throws Error when none was opened */
export function theStore(): Store {
  const store = inside.getStore() ?? current;
  if (!store) throw new Error("No store is open: call useStore() first");
  return store;
}
