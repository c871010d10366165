/**
 * A node as bytes. Terms are in order, and each is written as what it does not
 * share with the one before; numbers as their distances. So a word that many
 * messages have costs each of them about one byte. The numbers of a term stay
 * packed until somebody asks for them: most of a leaf is only copied.
 */

/** The numbers of the messages that have a term, packed. */
export type Numbers = Uint8Array;

/** The bottom of the tree: terms in order, each with its numbers. */
export interface Leaf {
  readonly terms: readonly string[];
  readonly numbers: readonly Numbers[];
}

/** The first pair below a child, and the child's number. */
export interface Slot {
  readonly term: string;
  readonly seq: number;
  readonly node: number;
}

/** Everything above: the children in order. */
export interface Branch {
  readonly slots: readonly Slot[];
}

export type Node = Leaf | Branch;

const LEAF = 0;
const BRANCH = 1;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a node. */
export function packNode(node: Node): Uint8Array {
  const leaf = "terms" in node;
  const terms = leaf ? node.terms : node.slots.map(({ term }) => term);
  const text = encoder.encode(shorten(terms));
  const head = [text.length, terms.length];
  if (leaf) { for (const { length } of node.numbers) head.push(length); }
  else for (const { seq, node: child } of node.slots) head.push(seq, child);
  const parts = [pack(head), text, ...leaf ? node.numbers : []];
  const size = parts.reduce((sum, { length }) => sum + length, 1);
  const bytes = new Uint8Array(size);
  bytes[0] = leaf ? LEAF : BRANCH;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The node of these bytes. */
export function unpackNode(bytes: Uint8Array): Node {
  const reader = { bytes, at: 1 };
  const length = readNumber(reader);
  const count = readNumber(reader);
  const branch = bytes[0] === BRANCH;
  const facts = Array.from(
    { length: branch ? 2 * count : count },
    () => readNumber(reader),
  );
  let at = reader.at + length;
  const terms = lengthen(decoder.decode(bytes.subarray(reader.at, at)));
  return branch
    ? {
      slots: terms.map((term, i) => ({
        term,
        seq: facts[2 * i]!,
        node: facts[2 * i + 1]!,
      })),
    }
    : { terms, numbers: facts.map((n) => bytes.subarray(at, at += n)) };
}

/** Packs numbers that are in rising order. */
export function packNumbers(seqs: readonly number[]): Numbers {
  let last = 0;
  return pack(seqs.map((seq) => {
    const distance = seq - last;
    last = seq;
    return distance;
  }));
}

/** The numbers, in rising order. */
export function unpackNumbers(numbers: Numbers): number[] {
  const seqs: number[] = [];
  const reader = { bytes: numbers, at: 0 };
  for (let last = 0; reader.at < numbers.length;) {
    seqs.push(last += readNumber(reader));
  }
  return seqs;
}

/** The first of them. */
export function firstOf(numbers: Numbers): number {
  return readNumber({ bytes: numbers, at: 0 });
}

/** How many bytes a number takes, seven bits in each. */
export function widthOf(n: number): number {
  let width = 1;
  while (n > 127) {
    n = Math.floor(n / 128);
    width++;
  }
  return width;
}

function pack(numbers: readonly number[]): Uint8Array {
  let size = 0;
  for (const n of numbers) size += widthOf(n);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let n of numbers) {
    while (n > 127) {
      bytes[at++] = n % 128 | 128;
      n = Math.floor(n / 128);
    }
    bytes[at++] = n;
  }
  return bytes;
}

function readNumber(reader: { bytes: Uint8Array; at: number }): number {
  let n = 0;
  for (let factor = 1;; factor *= 128) {
    const byte = reader.bytes[reader.at++]!;
    n += (byte & 127) * factor;
    if (byte < 128) return n;
  }
}

/** Terms hold neither line ends nor spaces; the first character counts what is shared. */
function shorten(terms: readonly string[]): string {
  let last = "";
  return terms.map((term) => {
    const shared = sharedBy(last, term);
    last = term;
    return String.fromCharCode(32 + shared) + term.slice(shared);
  }).join("\n");
}

function lengthen(text: string): string[] {
  let last = "";
  return text.split("\n").map((one) =>
    last = last.slice(0, one.charCodeAt(0) - 32) + one.slice(1)
  );
}

/** Never half a character: it would not survive as UTF-8. */
function sharedBy(one: string, other: string): number {
  let shared = 0;
  const most = Math.min(one.length, other.length);
  while (shared < most && one[shared] === other[shared]) shared++;
  return /[\ud800-\udbff]/.test(one[shared - 1] ?? "") ? shared - 1 : shared;
}
