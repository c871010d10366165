/** Putting pairs into a leaf and taking them out. */
import { type Leaf } from "./_node.ts";
import { type Numbers, packNumbers, unpackNumbers } from "./_numbers.ts";

/** What is to become of one term. */
export interface Edit {
  readonly term: string;
  readonly add: readonly number[];
  readonly drop: readonly number[];
}

const NONE: Numbers = new Uint8Array();

/** The leaf after these edits, which are in the order of their terms. */
export function mergeLeaf(leaf: Leaf, edits: readonly Edit[]): Leaf {
  const terms: string[] = [];
  const numbers: Numbers[] = [];
  const keep = (term: string, list: Numbers) => {
    if (list.length === 0) return;
    terms.push(term);
    numbers.push(list);
  };
  let at = 0;
  for (const edit of edits) {
    for (; at < leaf.terms.length && leaf.terms[at]! < edit.term; at++) {
      keep(leaf.terms[at]!, leaf.numbers[at]!);
    }
    const there = leaf.terms[at] === edit.term ? leaf.numbers[at++]! : NONE;
    keep(edit.term, mergeNumbers(there, edit));
  }
  for (; at < leaf.terms.length; at++) keep(leaf.terms[at]!, leaf.numbers[at]!);
  return { terms, numbers };
}

function mergeNumbers(packed: Numbers, { add, drop }: Edit): Numbers {
  const there = unpackNumbers(packed);
  const last = there.at(-1) ?? 0;
  // New messages come behind all others; nothing else need be put in order.
  if (drop.length === 0 && add.every((seq, i) => seq > (add[i - 1] ?? last))) {
    return packNumbers([...there, ...add]);
  }
  const all = new Set([...there, ...add]);
  for (const seq of drop) all.delete(seq);
  return packNumbers([...all].sort((a, b) => a - b));
}
