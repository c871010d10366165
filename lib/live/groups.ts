/** Sets by key that vanish with their last member. */

const EMPTY: ReadonlySet<never> = new Set();

/** A map of sets that holds nothing for keys with nobody in them. */
export class Groups<T> {
  readonly #sets = new Map<string, Set<T>>();

  /** How many keys have somebody. */
  get size(): number {
    return this.#sets.size;
  }

  /** The members of a key, oldest first. */
  get(key: string): ReadonlySet<T> {
    return this.#sets.get(key) ?? EMPTY;
  }

  /** The keys that have somebody. */
  keys(): string[] {
    return [...this.#sets.keys()];
  }

  put(key: string, one: T): void {
    const set = this.#sets.get(key);
    if (set) set.add(one);
    else this.#sets.set(key, new Set([one]));
  }

  take(key: string, one: T): void {
    const set = this.#sets.get(key);
    if (set?.delete(one) && set.size === 0) this.#sets.delete(key);
  }
}
