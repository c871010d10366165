/** Putting pairs into a leaf and taking them out. */
import type { Leaf } from "./_node.ts";

/** What is to become of one term. */
export interface Edit {
  readonly term: string;
  readonly add: readonly number[];
  readonly drop: readonly number[];
}

/** The leaf after these edits, in the order of their terms. */
export function mergeLeaf(leaf: Leaf, edits: readonly Edit[]): Leaf {
  const terms: string[] = [];
  const seqs: number[][] = [];
  const keep = (term: string, list: readonly number[]) => {
    if (list.length === 0) return;
    terms.push(term);
    seqs.push(list as number[]);
  };
  let at = 0;
  for (const edit of edits) {
    for (; at < leaf.terms.length && leaf.terms[at]! < edit.term; at++) {
      keep(leaf.terms[at]!, leaf.seqs[at]!);
    }
    const there = leaf.terms[at] === edit.term ? leaf.seqs[at++]! : [];
    keep(edit.term, mergeSeqs(there, edit));
  }
  for (; at < leaf.terms.length; at++) keep(leaf.terms[at]!, leaf.seqs[at]!);
  return { terms, seqs };
}

function mergeSeqs(
  there: readonly number[],
  { add, drop }: Edit,
): readonly number[] {
  const last = there.at(-1) ?? 0;
  // New messages come behind all others; nothing else need be looked at.
  if (drop.length === 0 && add.every((seq, i) => seq > (add[i - 1] ?? last))) {
    return [...there, ...add];
  }
  const all = new Set([...there, ...add]);
  for (const seq of drop) all.delete(seq);
  return [...all].sort((a, b) => a - b);
}
