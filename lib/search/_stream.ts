/** The hits in one conversation, newest first, a few at a time. */
import {
  listAlterations,
  listEntries,
  readEntries,
  readEntryAt,
} from "@/lib/conversations/entries.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import type { Sight } from "@/lib/conversations/sight.ts";
import { read } from "@/lib/kv/read.ts";
import {
  AllCursor,
  AnyCursor,
  type Cursor,
  EveryCursor,
  ListCursor,
  prefixCursor,
  TermCursor,
} from "./_cursor.ts";
import { type Budget, Moved, Tree } from "./_tree_reader.ts";
import { type IndexState, indexStates, NEW_INDEX } from "./_keys.ts";
import { matches, type Wanted } from "./_matches.ts";
import { isNewer, type Spot, spotOf } from "./_spot.ts";
import { authorTerm } from "./_terms.ts";

/** Candidates looked at together. */
const SOME = 24;
/** Alterations that the index has not followed yet, and that are looked at directly. */
const ALTERED = 1_000;

export class Stream {
  readonly sight: Sight;
  /** Nothing of it that was not looked at is newer than this. */
  bound: Spot;
  done = false;
  readonly #wanted: Wanted;
  readonly #budget: Budget;
  readonly #direct: boolean;
  #state: IndexState | undefined;
  #cursor: Cursor | undefined;
  /** The greatest number that was not looked at yet. */
  #seq = 0;

  /**
   * @param from only what is older than this
   * @param direct look at the messages only, not at the index
   */
  constructor(
    sight: Sight,
    wanted: Wanted,
    budget: Budget,
    from: Spot | null,
    direct = false,
  ) {
    const { conversation: { id }, tip } = sight;
    this.sight = sight;
    this.#wanted = wanted;
    this.#budget = budget;
    this.#direct = direct;
    const end = { at: tip.at, conversation: id, seq: tip.seq + 1 };
    this.bound = from && isNewer(end, from) ? from : end;
    if (tip.at < wanted.from) this.done = true;
  }

  /** Looks at the next few candidates; returns those that answer. */
  async advance(): Promise<Entry[]> {
    const cursor = this.#cursor ??= await this.#start();
    const entries = await this.#next(cursor);
    const hits: Entry[] = [];
    for (const entry of entries) {
      const spot = spotOf(entry);
      // A page that goes on in the middle of one moment.
      if (isNewer(this.bound, spot)) {
        this.bound = spot;
        if (matches(entry, this.#wanted)) hits.push(entry);
      }
      if (entry.at < this.#wanted.from) this.done = true;
    }
    if (this.#seq < this.sight.first) this.done = true;
    return hits;
  }

  /** @throws Moved when the tree was changed since this began to read it */
  async check(): Promise<void> {
    if (!this.#state || this.#cursor instanceof EveryCursor) return;
    const now = await read(indexStates, [this.sight.conversation.id]);
    if ((now ?? NEW_INDEX).step !== this.#state.step) throw new Moved();
  }

  async #next(cursor: Cursor): Promise<Entry[]> {
    const { id } = this.sight.conversation;
    const { seq: indexed } = this.#state!;
    if (this.#seq > indexed || cursor instanceof EveryCursor) {
      const lowest = Math.max(
        this.sight.first,
        cursor instanceof EveryCursor ? 1 : indexed + 1,
      );
      const run = await listEntries(id, {
        before: this.#seq + 1,
        after: lowest - 1,
        limit: 2 * SOME,
        reverse: true,
      });
      this.#seq = run.length < 2 * SOME ? lowest - 1 : run.at(-1)!.seq - 1;
      this.#budget.entries -= run.length;
      return run;
    }
    const seqs: number[] = [];
    while (seqs.length < SOME && this.#seq >= this.sight.first) {
      const seq = await cursor.seek(this.#seq);
      this.#seq = seq - 1;
      if (seq < this.sight.first) break;
      seqs.push(seq);
      if (this.#budget.nodes <= 0) break;
    }
    this.#budget.entries -= seqs.length;
    return await readEntries(id, seqs);
  }

  async #start(): Promise<Cursor> {
    const { id } = this.sight.conversation;
    // The index first: what is altered after this look is looked at by itself.
    const state = await read(indexStates, [id]) ?? NEW_INDEX;
    this.#state = state;
    const { tip } = this.sight;
    const [top, altered] = await Promise.all([
      this.#top(),
      tip.alteration > state.alteration
        ? listAlterations(id, state.alteration, ALTERED)
        : [],
    ]);
    this.#seq = top;
    if (this.#direct) return new EveryCursor();
    const tree = new Tree(id, state, this.#budget);
    const cursor = await cursorFor(tree, this.#wanted, this.#budget);
    if (!cursor) return new EveryCursor();
    const seqs = altered.map(({ seq }) => seq).sort((a, b) => a - b);
    return seqs.length === 0
      ? cursor
      : new AnyCursor([cursor, new ListCursor(seqs)]);
  }

  /** The last number that is old enough: times rise with numbers. */
  async #top(): Promise<number> {
    const { conversation: { id }, tip, first } = this.sight;
    const until = Math.min(this.#wanted.until, this.bound.at + 1);
    if (tip.at < until) return tip.seq;
    let [low, high] = [first - 1, tip.seq];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const entry = await readEntryAt(id, middle);
      this.#budget.entries--;
      // A number without an entry: later ones may be older still.
      if (!entry || entry.at < until) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What the index knows of a search; null when it narrows nothing. */
async function cursorFor(
  tree: Tree,
  wanted: Wanted,
  budget: Budget,
): Promise<Cursor | null> {
  const cursors: Cursor[] = wanted.facts
    .map((fact) => new TermCursor(tree, fact));
  if (wanted.authors) {
    cursors.push(
      new AnyCursor(
        wanted.authors.map((id) => new TermCursor(tree, authorTerm(id))),
      ),
    );
  }
  for (const { words } of wanted.items) {
    for (const { term, prefix } of words) {
      const cursor = prefix
        ? await prefixCursor(tree, term)
        : new TermCursor(tree, term);
      if (cursor) cursors.push(cursor);
    }
  }
  return cursors.length === 0 ? null : new AllCursor(cursors, budget);
}
