/**
 * The tree of a conversation: pairs of a term and the number of an entry, in
 * this order, in leaves of a few thousand bytes with branches above them. Every
 * change of it is a batch: pairs to add and pairs to take out.
 *
 * The first pair of a child stands in the branch above it and nowhere else, so
 * a word that is taken out of its leaf is in no other row either.
 */
import type { Change } from "@/lib/kv/change.ts";
import { type Edit, mergeLeaf } from "./_merge.ts";
import {
  type Branch,
  type Leaf,
  packNode,
  type Slot,
  unpackNode,
} from "./_node.ts";
import { firstOf } from "./_numbers.ts";
import { putNode, readNode } from "./_recent.ts";
import { splitBranch, splitLeaf } from "./_split.ts";

/** Once so many bytes are put, the rest is left for another change. */
const ENOUGH = 350_000;

/** Where a tree stands. */
export interface Root {
  readonly root: number;
  readonly next: number;
}

/**
 * Carries out edits, in the order of their terms, each term once. Adding what is
 * there and taking out what is not changes nothing.
 * @returns the tree, and the edits that one change had no room for
 */
export async function editTree(
  c: Change,
  conversation: string,
  tree: Root,
  edits: readonly Edit[],
): Promise<Root & { left: readonly Edit[] }> {
  const work = new Work(c, conversation, tree.next);
  let slots = tree.root === 0
    ? work.putLeaf(null, mergeLeaf({ terms: [], numbers: [] }, edits))
    : await work.edit(tree.root, edits);
  while (slots.length > 1) slots = work.putBranch(null, { slots });
  let root = slots[0]?.node ?? 0;
  // What has only one child left is no branch.
  for (let only = work.onlyChild(root); only; only = work.onlyChild(root)) {
    work.drop(root);
    root = only;
  }
  const { next, left } = work;
  const undone = left === null
    ? edits.length
    : edits.findIndex(({ term }) => term >= left);
  return { root, next, left: edits.slice(undone) };
}

class Work {
  readonly #c: Change;
  readonly #conversation: string;
  /** Branches put by this edit. */
  readonly #branches = new Map<number, Branch>();
  next: number;
  /** The first term that was not done, or not wholly. */
  left: string | null = null;
  #bytes = 0;

  constructor(c: Change, conversation: string, next: number) {
    this.#c = c;
    this.#conversation = conversation;
    this.next = next;
  }

  /** Edits a node; returns what stands in its place. */
  async edit(id: number, edits: readonly Edit[]): Promise<Slot[]> {
    // No check: the state row is; every change of a tree writes it.
    const bytes = await readNode(this.#conversation, id);
    if (!bytes) throw new Error(`Node ${id} of a search index is missing`);
    const node = unpackNode(bytes);
    if ("terms" in node) return this.putLeaf(id, mergeLeaf(node, edits));
    const parts = shareOut(node, edits);
    const slots: Slot[] = [];
    for (const [i, slot] of node.slots.entries()) {
      const mine = parts[i]!;
      if (mine.length === 0) slots.push(slot);
      else if (this.left !== null || this.#bytes > ENOUGH) {
        this.left ??= mine[0]!.term;
        slots.push(slot);
      } else slots.push(...await this.edit(slot.node, mine));
    }
    const same = slots.length === node.slots.length &&
      slots.every((slot, i) => isSame(slot, node.slots[i]!));
    if (same) return [{ ...slots[0]!, node: id }];
    return this.putBranch(id, { slots });
  }

  putLeaf(id: number | null, leaf: Leaf): Slot[] {
    if (leaf.terms.length === 0) {
      if (id !== null) this.drop(id);
      return [];
    }
    return splitLeaf(leaf).map((part, i) => ({
      term: part.terms[0]!,
      seq: firstOf(part.numbers[0]!),
      node: this.#put(i === 0 ? id : null, part),
    }));
  }

  putBranch(id: number | null, branch: Branch): Slot[] {
    if (branch.slots.length === 0) {
      if (id !== null) this.drop(id);
      return [];
    }
    return splitBranch(branch).map((part, i) => {
      const node = this.#put(i === 0 ? id : null, part);
      this.#branches.set(node, part);
      return { ...part.slots[0]!, node };
    });
  }

  drop(id: number): void {
    this.#branches.delete(id);
    putNode(this.#c, this.#conversation, id, null);
  }

  onlyChild(id: number): number | undefined {
    const slots = this.#branches.get(id)?.slots;
    return slots?.length === 1 ? slots[0]!.node : undefined;
  }

  #put(id: number | null, node: Leaf | Branch): number {
    const at = id ?? this.next++;
    const bytes = packNode(node);
    this.#bytes += bytes.length;
    putNode(this.#c, this.#conversation, at, bytes);
    return at;
  }
}

function isSame(a: Slot, b: Slot): boolean {
  return a.node === b.node && a.term === b.term && a.seq === b.seq;
}

/** Does the first pair come before the second? */
export function precedes(
  a: { term: string; seq: number },
  b: { term: string; seq: number },
): boolean {
  return a.term < b.term || a.term === b.term && a.seq < b.seq;
}

/** The child a pair belongs to: the last that does not begin behind it. */
export function childAt(
  slots: readonly Slot[],
  pair: { term: string; seq: number },
): number {
  let [low, high] = [0, slots.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (precedes(pair, slots[middle]!)) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** Which of the edits concern which child. */
function shareOut({ slots }: Branch, edits: readonly Edit[]): Edit[][] {
  const parts: Map<string, { add: number[]; drop: number[] }>[] = slots.map(
    () => new Map(),
  );
  for (const { term, add, drop } of edits) {
    const give = (seq: number, what: "add" | "drop") => {
      const part = parts[childAt(slots, { term, seq })]!;
      let mine = part.get(term);
      if (!mine) part.set(term, mine = { add: [], drop: [] });
      mine[what].push(seq);
    };
    for (const seq of add) give(seq, "add");
    for (const seq of drop) give(seq, "drop");
  }
  return parts.map((part) =>
    [...part].map(([term, what]) => ({ term, ...what }))
  );
}
