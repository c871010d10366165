/**
 * The store everything durable lives in. One per process; a test opens its
 * own in memory (about 3 ms) and runs inside `withStore()`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Batch } from "./_batch.ts";
import { keyOf, textOf } from "./_key.ts";
import { sealingOf } from "./_made_with.ts";
import type { Sealing } from "./_sealing.ts";
import { Writer } from "./_writer.ts";
import type { Family } from "./family.ts";

export { StoreRefused } from "./_made_with.ts";

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

  /**
   * @param sealing how its rows are sealed
   * @param shared whether other processes may be using it too
   */
  constructor(
    readonly kv: Deno.Kv,
    readonly sealing: Sealing,
    readonly limits: Limits = LIMITS,
    readonly shared: boolean = false,
  ) {
    this.#batch = new Batch(kv);
  }

  /** What the server's other keys hang on; it outlives a change of SECRET_KEY. */
  get secret(): string {
    return this.sealing.secret;
  }

  /** A row, opened. @throws BrokenSeal */
  find<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<Deno.KvEntryMaybe<T>> {
    const whole = keyOf(this.sealing, family, key);
    return this.findAt(family, whole, textOf(whole));
  }

  /** The same by its whole key, and that as text. */
  async findAt<T>(
    family: Family<T>,
    key: Deno.KvKey,
    text: string,
  ): Promise<Deno.KvEntryMaybe<T>> {
    const entry = await this.get<unknown>(key);
    if (entry.versionstamp === null) return entry;
    const value = this.sealing.open(family, text, entry.value) as T;
    return { ...entry, value };
  }

  /** What is stored under a whole key, opened. @throws BrokenSeal */
  open<T>(family: Family<T>, key: Deno.KvKey, stored: unknown): T {
    // An inbox lists a thousand open rows: their keys need not be written out.
    if (family.open !== null) return stored as T;
    return this.sealing.open(family, textOf(key), stored) as T;
  }

  /** One entry as it is stored; those asked for in the same moment are fetched together. */
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

/**
 * Opens a store: a file's path, ":memory:", or the address of a KV server.
 * @param secret SECRET_KEY; one in memory makes up its own
 * @throws StoreRefused when it was made with another secret; nothing is changed then
 */
export async function openStore(place: ":memory:"): Promise<Store>;
export async function openStore(
  place: string,
  secret: string | Uint8Array,
): Promise<Store>;
export async function openStore(
  place: string,
  secret: string | Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
): Promise<Store> {
  const kv = await Deno.openKv(place);
  const shared = /^https?:/.test(place);
  try {
    const sealing = await sealingOf(kv, secret);
    return new Store(kv, sealing, shared ? REMOTE : LIMITS, shared);
  } catch (error) {
    kv.close();
    throw error;
  }
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
