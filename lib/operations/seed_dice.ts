/** Chance that falls the same way every time. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, but never, 1 (mulberry32). */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  /** One of them. */
  pick<T>(some: readonly T[]): T {
    return some[Math.floor(this.roll() * some.length)]!;
  }

  /** True so often. */
  chance(share: number): boolean {
    return this.roll() < share;
  }

  /** The same in another order. */
  shuffle<T>(some: readonly T[]): T[] {
    const mixed = [...some];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }

  /** An id as the server makes them (UUID version 7) for something of that time. */
  id(at: number): string {
    const time = Math.floor(at).toString(16).padStart(12, "0");
    const hex = (bits: number) =>
      this.between(0, 2 ** bits - 1).toString(16).padStart(bits / 4, "0");
    const variant = (0x8000 | this.between(0, 0x3fff)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}-${
      hex(24)
    }${hex(24)}`;
  }
}
