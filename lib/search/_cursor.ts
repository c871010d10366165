/**
 * Walks the numbers of messages in a conversation's index from the newest to
 * the oldest. Every cursor answers one question: which is the greatest number,
 * up to this one, that it has?
 */
import type { Budget, Tree } from "./_tree_reader.ts";

/** Numbers of messages, newest first; 0 at the end. */
export interface Cursor {
  seek(upTo: number): Promise<number>;
  /** The same if nothing has to be read for it, else null: most steps wait for nothing. */
  known(upTo: number): number | null;
}

/** The numbers of one term. */
export class TermCursor implements Cursor {
  readonly #tree: Tree;
  readonly #term: string;
  #seqs: readonly number[] = [];

  constructor(tree: Tree, term: string) {
    this.#tree = tree;
    this.#term = term;
  }

  async seek(upTo: number): Promise<number> {
    this.#seqs = await this.#tree.seqsAt(this.#term, upTo);
    return lastUpTo(this.#seqs, upTo);
  }

  known(upTo: number): number | null {
    return this.#seqs[0]! <= upTo ? lastUpTo(this.#seqs, upTo) : null;
  }
}

/** Numbers that are known. */
export class ListCursor implements Cursor {
  readonly #seqs: readonly number[];

  /** @param seqs in rising order */
  constructor(seqs: readonly number[]) {
    this.#seqs = seqs;
  }

  seek(upTo: number): Promise<number> {
    return Promise.resolve(this.known(upTo));
  }

  known(upTo: number): number {
    return lastUpTo(this.#seqs, upTo);
  }
}

/** What any of these has. */
export class AnyCursor implements Cursor {
  readonly #cursors: readonly Cursor[];
  readonly #at: number[];

  constructor(cursors: readonly Cursor[]) {
    this.#cursors = cursors;
    this.#at = cursors.map(() => Infinity);
  }

  async seek(upTo: number): Promise<number> {
    for (const [i, cursor] of this.#cursors.entries()) {
      if (this.#at[i]! > upTo) {
        this.#at[i] = cursor.known(upTo) ?? await cursor.seek(upTo);
      }
    }
    return Math.max(0, ...this.#at);
  }

  known(upTo: number): number | null {
    for (const [i, cursor] of this.#cursors.entries()) {
      if (this.#at[i]! <= upTo) continue;
      const at = cursor.known(upTo);
      if (at === null) return null;
      this.#at[i] = at;
    }
    return Math.max(0, ...this.#at);
  }
}

/** What all of these have. */
export class AllCursor implements Cursor {
  readonly #cursors: readonly Cursor[];
  readonly #budget: Budget;

  constructor(cursors: readonly Cursor[], budget: Budget) {
    this.#cursors = cursors;
    this.#budget = budget;
  }

  /** Stops between two hits when the budget is used up; what it names then must be looked at. */
  async seek(upTo: number): Promise<number> {
    let seq = upTo;
    // From the first again when one disagrees: the later ones are asked least.
    for (let i = 0; i < this.#cursors.length;) {
      const cursor = this.#cursors[i]!;
      const found = cursor.known(seq) ?? await cursor.seek(seq);
      if (found === 0 || this.#budget.nodes <= 0) return found;
      i = found === seq ? i + 1 : i === 0 ? 1 : 0;
      seq = found;
    }
    return seq;
  }

  known(): null {
    return null;
  }
}

/** Every number there is. */
export class EveryCursor implements Cursor {
  seek(upTo: number): Promise<number> {
    return Promise.resolve(upTo);
  }

  known(upTo: number): number {
    return upTo;
  }
}

function lastUpTo(seqs: readonly number[], upTo: number): number {
  let [low, high] = [0, seqs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seqs[middle]! <= upTo) low = middle + 1;
    else high = middle;
  }
  return seqs[low - 1] ?? 0;
}
