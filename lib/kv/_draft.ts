/** What one run of a deed has read and put. */
import type { Change } from "./change.ts";
import type { Family, Prefix } from "./family.ts";
import { keyOf, textOf } from "./_key.ts";
import { getMany, listIn, type ListOptions, type Row } from "./read.ts";
import type { Atomic, Store } from "./store.ts";

type Part = Deno.KvKeyPart;

/** The `Change` a deed is given: remembers, and writes nothing itself. */
export class Draft implements Change {
  readonly #reads = new Map<string, Promise<Deno.KvEntryMaybe<unknown>>>();
  readonly #writes = new Map<string, Deno.KvMutation>();
  readonly callbacks: ((versionstamp: string) => void)[] = [];
  readonly #store: Store;
  #open = true;

  constructor(store: Store) {
    this.#store = store;
  }

  async read<T, K extends readonly Part[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null> {
    const whole = keyOf(family, key);
    const text = textOf(whole);
    const written = this.#writes.get(text);
    if (written) return valueOf<T>(written);
    let entry = this.#reads.get(text);
    if (!entry) {
      entry = this.#store.kv.get(whole);
      this.#reads.set(text, entry);
    }
    return (await entry).value as T | null;
  }

  async peek<T, K extends readonly Part[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null> {
    const whole = keyOf(family, key);
    const text = textOf(whole);
    const written = this.#writes.get(text);
    if (written) return valueOf<T>(written);
    const entry = this.#reads.get(text) ?? this.#store.kv.get(whole);
    return (await entry).value as T | null;
  }

  async peekMany<T, K extends readonly Part[]>(
    family: Family<T, K>,
    keys: readonly K[],
  ): Promise<(T | null)[]> {
    const whole = keys.map((key) => keyOf(family, key));
    const entries = await getMany<T>(this.#store, whole);
    return entries.map((entry, i) => {
      const written = this.#writes.get(textOf(whole[i]!));
      return written ? valueOf<T>(written) : entry.value;
    });
  }

  list<T, K extends readonly Part[]>(
    family: Family<T, K>,
    prefix: Prefix<K>,
    options?: ListOptions,
  ): AsyncIterable<Row<T, K>> {
    return listIn(this.#store, family, prefix, options);
  }

  put<T, K extends readonly Part[]>(
    family: Family<T, K>,
    key: K,
    value: T,
    options: { expireIn?: number } = {},
  ): void {
    if (value === undefined || value === null) {
      throw new TypeError(`Nothing to put in "${family.name}": use drop()`);
    }
    const whole = keyOf(family, key);
    this.#write({ type: "set", key: whole, value, ...options });
  }

  drop<T, K extends readonly Part[]>(family: Family<T, K>, key: K): void {
    this.#write({ type: "delete", key: keyOf(family, key) });
  }

  afterCommit(then: (versionstamp: string) => void): void {
    this.#mustBeOpen();
    this.callbacks.push(then);
  }

  /** Ends the run; a put that comes later was not awaited by its deed. */
  async close(): Promise<Atomic> {
    this.#open = false;
    const reads = await Promise.all(this.#reads.values());
    return {
      checks: reads.map(({ key, versionstamp }) => ({ key, versionstamp })),
      mutations: [...this.#writes.values()],
    };
  }

  #write(mutation: Deno.KvMutation): void {
    this.#mustBeOpen();
    this.#writes.set(textOf(mutation.key), mutation);
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error("This change is over: await every step");
  }
}

function valueOf<T>(written: Deno.KvMutation): T | null {
  return written.type === "set" ? written.value as T : null;
}
