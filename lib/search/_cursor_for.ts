/** The cursor that answers to a search. */
import {
  AllCursor,
  AnyCursor,
  type Cursor,
  ListCursor,
  TermCursor,
} from "./_cursor.ts";
import type { Wanted } from "./_matches.ts";
import { authorTerm } from "./_terms.ts";
import type { Budget, Tree } from "./_tree_reader.ts";

/** Terms beginning alike that are followed one by one. */
const FEW_TERMS = 32;
/** Leaves that are read to gather the numbers of more than these. */
const FEW_LEAVES = 64;

/**
 * The numbers of all terms that begin like this; null when they are so many
 * that looking at the messages themselves finds some sooner.
 */
async function prefixCursor(
  tree: Tree,
  prefix: string,
): Promise<Cursor | null> {
  const terms = new Set<string>();
  for await (const some of tree.termsFrom(prefix, true)) {
    for (const { term } of some) terms.add(term);
    if (terms.size > FEW_TERMS) break;
  }
  if (terms.size <= FEW_TERMS) {
    return new AnyCursor([...terms].map((term) => new TermCursor(tree, term)));
  }
  const seqs = new Set<number>();
  let leaves = 0;
  for await (const some of tree.termsFrom(prefix, false)) {
    if (++leaves > FEW_LEAVES) return null;
    for (const one of some) for (const seq of one.seqs) seqs.add(seq);
  }
  return new ListCursor([...seqs].sort((a, b) => a - b));
}

/** What the index knows of a search; null when it narrows nothing. */
export async function cursorFor(
  tree: Tree,
  { items, facts, authors }: Wanted,
  budget: Budget,
): Promise<Cursor | null> {
  const words = items.flatMap(({ words }) => words);
  const whole = words.flatMap(({ term, prefix }) => prefix ? [] : [term]);
  const cursors: Cursor[] = [...whole, ...facts]
    .map((term) => new TermCursor(tree, term));
  if (authors) {
    cursors.push(
      new AnyCursor(authors.map((id) => new TermCursor(tree, authorTerm(id)))),
    );
  }
  // Most conversations lack a rare word: then nothing else matters.
  const first = await new AllCursor(cursors, budget)
    .seek(Number.MAX_SAFE_INTEGER);
  if (first === 0) return new ListCursor([]);
  for (const { term, prefix } of words) {
    const cursor = prefix && await prefixCursor(tree, term);
    if (cursor) cursors.push(cursor);
  }
  return cursors.length === 0 ? null : new AllCursor(cursors, budget);
}
