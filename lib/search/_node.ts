/**
 * A node as bytes. Terms are in order, and each is written as what it does not
 * share with the one before; numbers as their distances. So a word that many
 * messages have costs each of them about one byte.
 */

/** The bottom of the tree: terms in order, each with its numbers in order. */
export interface Leaf {
  readonly terms: readonly string[];
  readonly seqs: readonly (readonly number[])[];
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
  const numbers: number[] = [];
  let terms: readonly string[];
  if ("terms" in node) {
    terms = node.terms;
    for (const seqs of node.seqs) {
      numbers.push(seqs.length);
      let last = 0;
      for (const seq of seqs) {
        numbers.push(seq - last);
        last = seq;
      }
    }
  } else {
    terms = node.slots.map(({ term }) => term);
    for (const { seq, node: child } of node.slots) numbers.push(seq, child);
  }
  const text = encoder.encode(shorten(terms));
  const head = [text.length, terms.length];
  const size = [...head, ...numbers].reduce((sum, n) => sum + widthOf(n), 1);
  const bytes = new Uint8Array(size + text.length);
  bytes[0] = "terms" in node ? LEAF : BRANCH;
  const after = writeNumbers(bytes, 1, head);
  bytes.set(text, after);
  writeNumbers(bytes, after + text.length, numbers);
  return bytes;
}

/** The node of these bytes. */
export function unpackNode(bytes: Uint8Array): Node {
  const reader = { bytes, at: 1 };
  const length = readNumber(reader);
  const count = readNumber(reader);
  const text = decoder.decode(bytes.subarray(reader.at, reader.at + length));
  const terms = count === 0 ? [] : lengthen(text);
  reader.at += length;
  if (bytes[0] === BRANCH) {
    return {
      slots: terms.map((term) => ({
        term,
        seq: readNumber(reader),
        node: readNumber(reader),
      })),
    };
  }
  const seqs = terms.map(() => {
    const list = new Array<number>(readNumber(reader));
    let last = 0;
    for (let i = 0; i < list.length; i++) {
      list[i] = last += readNumber(reader);
    }
    return list;
  });
  return { terms, seqs };
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

function writeNumbers(
  bytes: Uint8Array,
  at: number,
  numbers: readonly number[],
): number {
  for (let n of numbers) {
    while (n > 127) {
      bytes[at++] = n % 128 | 128;
      n = Math.floor(n / 128);
    }
    bytes[at++] = n;
  }
  return at;
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
