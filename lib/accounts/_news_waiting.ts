/** News that is gathered for a moment, and then written into its ring. */
import { type Change, change } from "@/lib/kv/change.ts";
import {
  type NewsKind,
  type Piece,
  presences,
  type Ring,
  rings,
} from "./_news_keys.ts";
import { STALE } from "./presence_elsewhere.ts";

/** Pieces in a ring. Whoever missed more reads everybody's row. */
const KEPT = 256;
/** Rows of an instance that ended without a word. */
const LAST = 2 * 86_400_000;

/** A ring before anything was written into it. */
export const NOBODY: Ring = { n: 0, pieces: [], alive: {} };

/** News of one kind that waits to be written: of each person the last, of sign-ins each. */
export class Waiting {
  readonly #kind: NewsKind;
  readonly #by: string;
  readonly #gather: number;
  #pieces = new Map<string, Piece>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(kind: NewsKind, by: string, gather: number) {
    this.#kind = kind;
    this.#by = by;
    this.#gather = gather;
  }

  add(piece: Piece): void {
    this.#pieces.delete(keyOf(piece));
    this.#pieces.set(keyOf(piece), piece);
    this.soon();
  }

  /** Writes after a moment, even if there is nothing but that we are there. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.#write(), this.#gather);
  }

  /** Ends with the word that we are not there any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#ended = true;
    this.#pieces.clear();
    if (this.#kind === "presence") void this.#write();
  }

  async #write(): Promise<void> {
    const pieces = [...this.#pieces.values()].slice(0, KEPT);
    for (const piece of pieces) this.#pieces.delete(keyOf(piece));
    try {
      await change((c) => this.#put(c, pieces, Date.now()));
    } catch {
      // What came since is newer.
      for (const piece of pieces) {
        if (!this.#pieces.has(keyOf(piece))) {
          this.#pieces.set(keyOf(piece), piece);
        }
      }
    }
    this.#timer = undefined;
    if (this.#pieces.size > 0 && !this.#ended) this.soon();
  }

  async #put(
    c: Change,
    pieces: readonly Piece[],
    now: number,
  ): Promise<void> {
    const ring = await c.read(rings, [this.#kind]) ?? NOBODY;
    const others = Object.entries(ring.alive).filter(([by, said]) =>
      by !== this.#by && now - said < STALE
    );
    const own: [string, number][] = this.#ended ? [] : [[this.#by, now]];
    for (const { user, here } of pieces) {
      if (here?.state === "offline") c.drop(presences, [user, this.#by]);
      else if (here) {
        c.put(presences, [user, this.#by], here, { expireIn: LAST });
      }
    }
    c.put(rings, [this.#kind], {
      n: ring.n + pieces.length,
      pieces: [...ring.pieces, ...pieces].slice(-KEPT),
      alive: Object.fromEntries([...others, ...own]),
    });
  }
}

function keyOf({ user, session = "" }: Piece): string {
  return `${user} ${session}`;
}
