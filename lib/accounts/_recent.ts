import { type Store, theStore } from "@/lib/kv/store.ts";

/**
 * Remembers what was just read from the store in use, so that a burst of
 * requests of one person reads once. Whoever changes a row forgets it after
 * the commit; another process' change is seen when the given age has passed.
 */
export class Recent<T> {
  readonly #stores = new WeakMap<Store, Map<string, Memory<T>>>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  /** What `load` read at most `age` milliseconds ago. An absence is never remembered. */
  async get(
    key: string,
    age: number,
    load: () => Promise<T | null>,
  ): Promise<T | null> {
    const memories = this.#memories();
    const known = memories.get(key);
    if (known && performance.now() - known.at < age) return await known.value;
    // The promise itself is kept: who asks meanwhile waits for the same read,
    // and what was forgotten during the read does not come back with it.
    const memory = { at: performance.now(), value: load() };
    memories.delete(key);
    memories.set(key, memory);
    if (memories.size > this.#most) {
      const oldest = memories.keys().next();
      if (!oldest.done) memories.delete(oldest.value);
    }
    const drop = () => {
      if (memories.get(key) === memory) memories.delete(key);
    };
    try {
      const value = await memory.value;
      if (value === null) drop();
      return value;
    } catch (error) {
      drop();
      throw error;
    }
  }

  /** The value, if it was read at most `age` milliseconds ago. */
  peek(key: string, age: number): Promise<T | null> | null {
    const known = this.#memories().get(key);
    return known && performance.now() - known.at < age ? known.value : null;
  }

  /** Must be read again. */
  forget(key: string): void {
    this.#memories().delete(key);
  }

  #memories(): Map<string, Memory<T>> {
    const store = theStore();
    let memories = this.#stores.get(store);
    if (!memories) this.#stores.set(store, memories = new Map());
    return memories;
  }
}

interface Memory<T> {
  readonly at: number;
  readonly value: Promise<T | null>;
}
