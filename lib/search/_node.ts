/**
 * A node as bytes. Terms are in order, and each is written as what it does not
 * share with the one before; numbers as their distances. So a word that many
 * messages have costs each of them about one byte. The numbers of a term stay
 * packed until somebody asks for them: most of a leaf is only copied.
 */

import { type Numbers, pack, readNumber } from "./_numbers.ts";

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

/** Is it the bottom of the tree? */
export function isLeaf(bytes: Uint8Array): boolean {
  return bytes[0] === LEAF;
}

/**
 * The numbers of one term in the bytes of a leaf, none if it is not there.
 * No other term is unpacked: one that shares more with the one before than that
 * shares with what is looked for comes before it, too.
 */
export function numbersIn(bytes: Uint8Array, term: string): Numbers {
  const reader = { bytes, at: 1 };
  const length = readNumber(reader);
  const count = readNumber(reader);
  const facts = reader.at;
  let start = 0;
  let end = 0;
  for (let i = 0; i < count; i++) readNumber(reader);
  const text = decoder.decode(bytes.subarray(reader.at, reader.at + length));
  const blob = reader.at + length;
  reader.at = facts;
  let same = 0;
  for (let i = 0, at = 0; i < count; i++) {
    start = end;
    end += readNumber(reader);
    const shared = text.charCodeAt(at) - 32;
    const stop = text.indexOf("\n", at);
    const next = stop < 0 ? text.length : stop;
    if (shared < same) same = shared;
    if (shared === same) {
      let k = at + 1;
      while (k < next && text[k] === term[same]) {
        same++;
        k++;
      }
      if (k === next && same === term.length) {
        return bytes.subarray(blob + start, blob + end);
      }
      if (k < next && (same === term.length || text[k]! > term[same]!)) break;
    }
    at = next + 1;
  }
  return bytes.subarray(0, 0);
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
