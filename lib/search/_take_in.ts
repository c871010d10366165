/**
 * Writes into an index what some messages say now.
 *
 * What does not fit into one change goes in several: first the terms are
 * listed, old and new together, then the tree is edited, then the list is made
 * right and the counters move. If that breaks off, the list still knows of
 * everything that may be in the tree.
 */
import type { Entry } from "@/lib/conversations/model.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { type IndexState, indexStates, NEW_INDEX } from "./_keys.ts";
import {
  chunkOf,
  inGroups,
  type Listed,
  putRows,
  readListed,
  rowsOf,
} from "./_listed.ts";
import type { Edit } from "./_merge.ts";
import { putState } from "./_recent.ts";
import { termsOf } from "./_terms.ts";
import { editTree } from "./_tree.ts";

/** A batch of more terms than these takes several changes. */
const FEW_TERMS = 40;
/** Bytes of the list that are put in one change. */
const LISTED = 200_000;

/** Makes tree and list say of these entries what they say now. */
export async function takeIn(
  id: string,
  state: IndexState,
  entries: readonly Entry[],
  upTo: Pick<IndexState, "seq" | "alteration">,
): Promise<void> {
  const before = await readListed(id, entries.map(({ seq }) => chunkOf(seq)));
  const now: Listed = new Map(before);
  const both: Listed = new Map(before);
  const changed: Entry[] = [];
  for (const entry of entries) {
    const [old, terms] = [before.get(entry.seq) ?? [], termsOf(entry)];
    now.set(entry.seq, terms);
    both.set(entry.seq, [...new Set([...old, ...terms])].sort());
    // What a broken batch has listed need not be in the tree. It may have been
    // larger than this one: of what is beyond the counter nothing is certain.
    const sure = !state.open && entry.seq <= state.seq;
    if (!sure || old.join() !== terms.join()) changed.push(entry);
  }
  const chunks = new Set(changed.map(({ seq }) => chunkOf(seq)));
  const rows = (from: Listed, to: Listed) =>
    [...chunks].flatMap((chunk) => rowsOf(id, chunk, from, to));
  const edits = editsOf(changed, before, now);
  const last = rows(before, now);
  const steps = new Steps(id, state);
  if (edits.length <= FEW_TERMS && inGroups(last, LISTED).length <= 1) {
    return await steps.step(async (c, tree) => {
      putRows(c, last);
      const { left, ...edited } = await editTree(c, id, tree, edits);
      if (left.length > 0) throw new Error("A few terms took too much room");
      return { ...edited, ...upTo, open: false };
    });
  }
  for (const group of inGroups(rows(before, both), LISTED)) {
    await steps.step((c) => {
      putRows(c, group);
      return { open: true };
    });
  }
  for (let left: readonly Edit[] = edits; left.length > 0;) {
    await steps.step(async (c, tree) => {
      const edited = await editTree(c, id, tree, left);
      left = edited.left;
      return { root: edited.root, next: edited.next, open: true };
    });
  }
  for (const group of inGroups(rows(both, now), LISTED)) {
    await steps.step((c) => (putRows(c, group), {}));
  }
  await steps.step(() => ({ ...upTo, open: false }));
}

/** Checked changes of one index, one after the other. */
class Steps {
  readonly #id: string;
  #state: IndexState;

  constructor(id: string, state: IndexState) {
    this.#id = id;
    this.#state = state;
  }

  /** @throws Error when somebody else is at this index: the job runs again */
  async step(
    deed: (
      c: Change,
      state: IndexState,
    ) => Promise<Partial<IndexState>> | Partial<IndexState>,
  ): Promise<void> {
    this.#state = await change(async (c) => {
      const there = await c.read(indexStates, [this.#id]) ?? NEW_INDEX;
      if (there.step !== this.#state.step) {
        throw new Error("Another process is writing this search index");
      }
      const step = there.step + 1;
      const next = { ...there, ...await deed(c, there), step };
      putState(c, this.#id, next);
      return next;
    });
  }
}

/**
 * All terms of an entry that has changed are put in, also those that are listed
 * already: adding a pair that is there costs little, and one that a crash kept
 * out comes in.
 */
function editsOf(
  entries: readonly Entry[],
  before: Listed,
  now: Listed,
): Edit[] {
  const edits = new Map<string, { add: number[]; drop: number[] }>();
  const at = (term: string) => {
    let edit = edits.get(term);
    if (!edit) edits.set(term, edit = { add: [], drop: [] });
    return edit;
  };
  for (const { seq } of entries) {
    const terms = new Set(now.get(seq));
    for (const term of terms) at(term).add.push(seq);
    for (const term of before.get(seq) ?? []) {
      if (!terms.has(term)) at(term).drop.push(seq);
    }
  }
  return [...edits].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([term, edit]) => ({ term, ...edit }));
}
