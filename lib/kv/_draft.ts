/** What one run of a deed has read and put. */
import type { Change } from "./change.ts";
import type { Family, Prefix } from "./family.ts";
import { keyOf, textOf } from "./_key.ts";
import type { Piece } from "./_piece.ts";
import { listIn, type ListOptions, type Row } from "./read.ts";
import { MAX_VALUE, sizeOf } from "./_size.ts";
import type { Store } from "./store.ts";

type Part = Deno.KvKeyPart;

/** A self-hosted KV server takes no more in one write, so no change asks for more. */
const MAX_CHECKS = 10;
/** What the key, the seal and the wrapping of a row take besides its value. */
const OVERHEAD = 112;

/** What a run has put, not yet sealed. */
interface Written {
  readonly family: Family;
  readonly mutation: Deno.KvMutation;
}

/** The `Change` a deed is given: remembers, and writes nothing itself. */
export class Draft implements Change {
  readonly #reads = new Map<string, Promise<Deno.KvEntryMaybe<unknown>>>();
  readonly #writes = new Map<string, Written>();
  readonly callbacks: ((versionstamp: string) => void)[] = [];
  readonly #store: Store;
  #bytes = 0;
  #open = true;

  constructor(store: Store) {
    this.#store = store;
  }

  async read<T, K extends readonly Part[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null> {
    const whole = keyOf(this.#store.sealing, family, key);
    const text = textOf(whole);
    const written = this.#writes.get(text);
    if (written) return valueOf<T>(written);
    let entry = this.#reads.get(text);
    if (!entry) {
      entry = this.#store.findAt(family, whole, text);
      this.#reads.set(text, entry);
    }
    return (await entry).value as T | null;
  }

  async peek<T, K extends readonly Part[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null> {
    const whole = keyOf(this.#store.sealing, family, key);
    const text = textOf(whole);
    const written = this.#writes.get(text);
    if (written) return valueOf<T>(written);
    const entry = this.#reads.get(text) ??
      this.#store.findAt(family, whole, text);
    return (await entry).value as T | null;
  }

  peekMany<T, K extends readonly Part[]>(
    family: Family<T, K>,
    keys: readonly K[],
  ): Promise<(T | null)[]> {
    return Promise.all(keys.map((key) => this.peek(family, key)));
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
    const size = sizeOf(value);
    if (size > MAX_VALUE) {
      throw new TypeError(
        `A row of "${family.name}" would take ${size} bytes; ${MAX_VALUE} fit`,
      );
    }
    const { expireIn } = options;
    this.#write(family, size, {
      type: "set",
      key: keyOf(this.#store.sealing, family, key),
      value,
      ...(expireIn === undefined ? {} : { expireIn }),
    });
  }

  drop<T, K extends readonly Part[]>(family: Family<T, K>, key: K): void {
    const whole = keyOf(this.#store.sealing, family, key);
    this.#write(family, 0, { type: "delete", key: whole });
  }

  afterCommit(then: (versionstamp: string) => void): void {
    this.#mustBeOpen();
    this.callbacks.push(then);
  }

  /** Ends the run; a put that comes later was not awaited by its deed. */
  async close(): Promise<Piece> {
    this.#open = false;
    const { mutations, bytes } = this.#store.limits;
    if (this.#reads.size > MAX_CHECKS) {
      throw new TypeError(
        `A change checks at most ${MAX_CHECKS} rows, not ${this.#reads.size}: peek at the rest`,
      );
    }
    if (this.#writes.size > mutations || this.#bytes > bytes) {
      throw new TypeError(
        `A change writes at most ${mutations} rows and ${bytes} bytes, not ${this.#writes.size} and ${this.#bytes}`,
      );
    }
    const checks = new Map<string, Deno.AtomicCheck>();
    for (const [text, read] of this.#reads) {
      const { key, versionstamp } = await read;
      checks.set(text, { key, versionstamp });
    }
    return {
      checks,
      writes: this.#sealed(),
      bytes: this.#bytes,
      callbacks: this.callbacks,
    };
  }

  /** The rows this run has read and put, as text. */
  get touched(): string[] {
    return [...this.#reads.keys(), ...this.#writes.keys()];
  }

  /** Only now: a run that is overtaken, or puts a row twice, seals nothing in vain. */
  #sealed(): Map<string, Deno.KvMutation> {
    const sealed = new Map<string, Deno.KvMutation>();
    for (const [text, { family, mutation }] of this.#writes) {
      sealed.set(
        text,
        mutation.type !== "set" ? mutation : {
          ...mutation,
          value: this.#store.sealing.seal(family, text, mutation.value),
        },
      );
    }
    return sealed;
  }

  #write(family: Family, size: number, mutation: Deno.KvMutation): void {
    this.#mustBeOpen();
    const text = textOf(mutation.key);
    this.#bytes += size + 2 * text.length + OVERHEAD;
    this.#writes.set(text, { family, mutation });
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error("This change is over: await every step");
  }
}

function valueOf<T>({ mutation }: Written): T | null {
  return mutation.type === "set" ? mutation.value as T : null;
}
