/** Keeps the nodes of a tree to a size that is cheap to read and to write. */
import { type Branch, type Leaf, type Slot } from "./_node.ts";
import {
  type Numbers,
  packNumbers,
  unpackNumbers,
  widthOf,
} from "./_numbers.ts";

/** Larger nodes are split into parts of about the second size. */
const MOST = 6_000;
const PART = 4_000;

/** The leaf, in as many parts as it takes; a part may begin within a term. */
export function splitLeaf(leaf: Leaf): Leaf[] {
  const sizeOf = (term: string) => term.length + 2;
  let size = 0;
  for (const [i, term] of leaf.terms.entries()) {
    size += sizeOf(term) + leaf.numbers[i]!.length;
  }
  if (size <= MOST) return [leaf];
  const parts: { terms: string[]; numbers: Numbers[] }[] = [];
  let room = 0;
  for (const [i, term] of leaf.terms.entries()) {
    for (const numbers of inRuns(leaf.numbers[i]!)) {
      if (room <= 0) {
        parts.push({ terms: [], numbers: [] });
        room = PART;
      }
      parts.at(-1)!.terms.push(term);
      parts.at(-1)!.numbers.push(numbers);
      room -= sizeOf(term) + numbers.length;
    }
  }
  return parts;
}

/** Numbers that take more than a part, in runs of which each fills one. */
function inRuns(numbers: Numbers): Numbers[] {
  if (numbers.length <= PART) return [numbers];
  const runs: number[][] = [];
  let [room, last] = [0, 0];
  for (const seq of unpackNumbers(numbers)) {
    if (room <= 0) {
      runs.push([]);
      room = PART;
    }
    runs.at(-1)!.push(seq);
    room -= widthOf(seq - last);
    last = seq;
  }
  return runs.map(packNumbers);
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
