/** Reading the tree of a conversation, while others may be writing it. */
import type { IndexState } from "./_keys.ts";
import {
  type Branch,
  isLeaf,
  type Node,
  numbersIn,
  unpackNode,
} from "./_node.ts";
import { unpackNumbers } from "./_numbers.ts";
import { readNode } from "./_recent.ts";
import { childAt } from "./_tree.ts";

/** How much a search may still read before it says that it stopped. */
export interface Budget {
  nodes: number;
  entries: number;
}

/** The tree was changed while it was read: look again. */
export class Moved extends Error {
  override readonly name = "Moved";
}

/** Reads the nodes of one tree, each once. */
export class Tree {
  readonly #read = new Map<number, Promise<Uint8Array>>();
  readonly #nodes = new Map<number, Node>();
  readonly #conversation: string;
  readonly #root: number;
  readonly #budget: Budget;

  constructor(conversation: string, state: IndexState, budget: Budget) {
    this.#conversation = conversation;
    this.#root = state.root;
    this.#budget = budget;
  }

  /** The numbers of a term that stand in the leaf where `upTo` would be. */
  async seqsAt(term: string, upTo: number): Promise<readonly number[]> {
    if (this.#root === 0) return [];
    let id = this.#root;
    let bytes = await this.#bytes(id);
    while (!isLeaf(bytes)) {
      const { slots } = await this.#node(id) as Branch;
      id = slots[childAt(slots, { term, seq: upTo })]!.node;
      bytes = await this.#bytes(id);
    }
    return unpackNumbers(numbersIn(bytes, term));
  }

  /**
   * Every term that begins like this with the numbers that stand in one leaf, in
   * order. With `once`, leaves that hold nothing but a term already named are
   * passed over.
   */
  async *termsFrom(
    prefix: string,
    once: boolean,
    id = this.#root,
  ): AsyncGenerator<{ term: string; seqs: readonly number[] }[], void> {
    if (id === 0) return;
    const node = await this.#node(id);
    if ("terms" in node) {
      yield node.terms.flatMap((term, i) =>
        term.startsWith(prefix)
          ? [{ term, seqs: once ? [] : unpackNumbers(node.numbers[i]!) }]
          : []
      );
      return;
    }
    const from = childAt(node.slots, { term: prefix, seq: 0 });
    for (const [i, slot] of node.slots.entries()) {
      if (i < from) continue;
      if (i > from && !slot.term.startsWith(prefix)) return;
      const more = i > from && node.slots[i + 1]?.term === slot.term;
      if (once && more) yield [{ term: slot.term, seqs: [] }];
      else yield* this.termsFrom(prefix, once, slot.node);
    }
  }

  async #node(id: number): Promise<Node> {
    const there = this.#nodes.get(id);
    if (there) return there;
    const node = unpackNode(await this.#bytes(id));
    this.#nodes.set(id, node);
    return node;
  }

  #bytes(id: number): Promise<Uint8Array> {
    let bytes = this.#read.get(id);
    if (!bytes) this.#read.set(id, bytes = this.#fetch(id));
    return bytes;
  }

  async #fetch(id: number): Promise<Uint8Array> {
    this.#budget.nodes--;
    const bytes = await readNode(this.#conversation, id);
    if (!bytes) throw new Moved();
    return bytes;
  }
}
