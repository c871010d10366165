/** The hits in one conversation, newest first, a few at a time. */
import { listAlterations, readEntries } from "@/lib/conversations/entries.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { listNumbered } from "@/lib/conversations/thread_log.ts";
import { type Entry, mayRead } from "@/lib/conversations/model.ts";
import type { Sight } from "@/lib/conversations/sight.ts";
import { AnyCursor, type Cursor, EveryCursor, ListCursor } from "./_cursor.ts";
import { type Budget, Moved, Tree } from "./_tree_reader.ts";
import type { IndexState } from "./_keys.ts";
import { matches, type Wanted } from "./_matches.ts";
import { cursorFor } from "./_cursor_for.ts";
import { readState } from "./_recent.ts";
import { isNewer, type Spot, spotOf } from "./_spot.ts";

/** What all streams of a search share. */
export interface Search {
  readonly wanted: Wanted;
  readonly budget: Budget;
  /** Only what is older than this. */
  readonly from: Spot | null;
  /** So many candidates are looked at first. */
  readonly some: number;
  /** Look at the messages only, not at the index. */
  readonly direct: boolean;
}

/** Candidates looked at together: few at first, then more each time. */
const MANY = 48;
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
  #some: number;

  constructor(sight: Sight, { wanted, budget, from, some, direct }: Search) {
    const { id, tip } = sight;
    this.sight = sight;
    this.#wanted = wanted;
    this.#budget = budget;
    this.#direct = direct;
    this.#some = some;
    const at = tip.latest ?? tip.at;
    const end = { at, conversation: id, seq: tip.seq + 1 };
    this.bound = from && isNewer(end, from) ? from : end;
    if (at < wanted.from) this.done = true;
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
    const now = await readState(this.sight.id);
    if (now.step !== this.#state.step) throw new Moved();
  }

  async #next(cursor: Cursor): Promise<Entry[]> {
    const { id } = this.sight;
    const { seq: indexed } = this.#state!;
    const some = this.#some;
    this.#some = Math.min(2 * some, MANY);
    if (this.#seq > indexed || cursor instanceof EveryCursor) {
      const lowest = Math.max(
        this.sight.first,
        cursor instanceof EveryCursor ? 1 : indexed + 1,
      );
      const run = await listNumbered(id, {
        before: this.#seq + 1,
        after: lowest - 1,
        limit: some,
        reverse: true,
      });
      this.#seq = run.length < some ? lowest - 1 : run.at(-1)!.seq - 1;
      this.#budget.entries -= run.length;
      return run;
    }
    const seqs: number[] = [];
    while (seqs.length < some && this.#seq >= this.sight.first) {
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
    const { id } = this.sight;
    // The index first: what is altered after this look is looked at by itself.
    const state = await readState(id);
    this.#state = state;
    if (state.seq === 0 && !await isReadable(id)) {
      this.done = true;
      return new ListCursor([]);
    }
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
    const { id, tip, first } = this.sight;
    const { bound } = this;
    const mine = bound.conversation === id;
    // Of one moment, conversations stand in the order of their ids.
    const before = mine || id < bound.conversation ? bound.at + 1 : bound.at;
    const until = Math.min(this.#wanted.until, before);
    let [low, high] = [first - 1, mine ? bound.seq - 1 : tip.seq];
    if (high === tip.seq && (tip.latest ?? tip.at) < until) return high;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      // Behind some numbers there is nothing any more.
      const nearest = { before: middle + 1, limit: 1, reverse: true };
      const [entry] = await listNumbered(id, nearest);
      this.#budget.entries--;
      if (!entry || entry.at < until) low = middle;
      else high = entry.seq - 1;
    }
    return low;
  }
}

/** What has no index may be a conversation that the server cannot read. */
async function isReadable(id: string): Promise<boolean> {
  const conversation = (await readConversations([id])).get(id);
  return conversation !== undefined && mayRead(conversation);
}
