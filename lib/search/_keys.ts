import { family } from "@/lib/kv/family.ts";

/** How far a conversation's log is in its index. */
export interface IndexState {
  /** Every entry up to this number is in it. */
  readonly seq: number;
  /** Every alteration up to this number has been followed. */
  readonly alteration: number;
  /** The topmost node; 0 while there is none. */
  readonly root: number;
  /** The number the next new node gets. */
  readonly next: number;
  /** Is a batch under way whose terms are listed, but perhaps not yet in the tree? */
  readonly open?: boolean;
  /** Counts every change, so that a reader notices one. */
  readonly step: number;
}

/** Before anything is in it. */
export const NEW_INDEX: IndexState = {
  seq: 0,
  alteration: 0,
  root: 0,
  next: 1,
  step: 0,
};

export const indexStates = family<IndexState, [conversation: string]>(
  "search_index",
  {
    parts: ["conversation"],
    holds: "how far a conversation's log is in its index",
  },
);

/** A tree per conversation, of pairs of a term and the number of an entry that has it. */
export const nodes = family<Uint8Array, [conversation: string, node: number]>(
  "search_node",
  {
    parts: ["conversation", "node"],
    holds: "terms and the numbers of the messages that have them, packed",
  },
);

/**
 * The other way round: the terms under which an entry stands in the tree, so
 * that an edit or a deletion takes all of them out again. One row for the
 * entries of a chunk; an entry with many terms has a row of its own, whose
 * `seq` is not 0.
 */
export const listed = family<
  Readonly<Record<number, string>>,
  [conversation: string, chunk: number, seq: number]
>(
  "search_terms",
  {
    parts: ["conversation", "chunk", "seq"],
    holds: "under which terms messages stand in the index",
  },
);

/** One row while indexes are made anew, so that it can go on after a crash. */
export const rebuilding = family<
  {
    /** The last conversation whose index is whole; "" before the first. */
    readonly done: string;
    /** The one whose old index is gone, and whose new one may have begun. */
    readonly begun: string;
  },
  []
>(
  "search_rebuild",
  { parts: [], holds: "how far the making of new indexes has come" },
);
