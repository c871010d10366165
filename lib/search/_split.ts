/** Keeps the nodes of a tree to a size that is cheap to read and to write. */
import { type Branch, type Leaf, type Slot, widthOf } from "./_node.ts";

/** Larger nodes are split into parts of about the second size. */
const MOST = 6_000;
const PART = 4_000;

/** The leaf, in as many parts as it takes; a part may begin within a term. */
export function splitLeaf(leaf: Leaf): Leaf[] {
  const sizeOf = (term: string) => 2 * term.length;
  let size = 0;
  for (const [i, term] of leaf.terms.entries()) {
    size += sizeOf(term) + sizeOfSeqs(leaf.seqs[i]!);
  }
  if (size <= MOST) return [leaf];
  const parts: { terms: string[]; seqs: number[][] }[] = [];
  let room = 0;
  for (const [i, term] of leaf.terms.entries()) {
    let last = 0;
    let open = false;
    for (const seq of leaf.seqs[i]!) {
      if (room <= 0) {
        parts.push({ terms: [], seqs: [] });
        room = PART;
        open = false;
      }
      const part = parts.at(-1)!;
      if (!open) {
        part.terms.push(term);
        part.seqs.push([]);
        room -= sizeOf(term) + 1;
        last = 0;
        open = true;
      }
      part.seqs.at(-1)!.push(seq);
      room -= widthOf(seq - last);
      last = seq;
    }
  }
  return parts;
}

function sizeOfSeqs(seqs: readonly number[]): number {
  let [size, last] = [1, 0];
  for (const seq of seqs) {
    size += widthOf(seq - last);
    last = seq;
  }
  return size;
}

/** The same for a branch. */
export function splitBranch({ slots }: Branch): Branch[] {
  const sizeOf = ({ term, seq, node }: Slot) =>
    2 * term.length + widthOf(seq) + widthOf(node);
  const size = slots.reduce((sum, slot) => sum + sizeOf(slot), 0);
  if (size <= MOST) return [{ slots }];
  const parts: Slot[][] = [];
  let room = 0;
  for (const slot of slots) {
    if (room <= 0) {
      parts.push([]);
      room = PART;
    }
    parts.at(-1)!.push(slot);
    room -= sizeOf(slot);
  }
  return parts.map((part) => ({ slots: part }));
}
