/** What one change wants written, and how pieces share an atomic write. */
import type { Atomic, Limits } from "./store.ts";

/** Checks and writes by the text of their key. */
export interface Piece {
  readonly checks: ReadonlyMap<string, Deno.AtomicCheck>;
  readonly writes: ReadonlyMap<string, Deno.KvMutation>;
  readonly bytes: number;
  readonly callbacks: readonly ((versionstamp: string) => void)[];
}

/** Pieces that go together. None of them touches a row another one writes. */
export class Group<P extends Piece> {
  readonly pieces: P[] = [];
  readonly #limits: Limits;
  readonly #checks = new Map<string, Deno.AtomicCheck>();
  readonly #writes = new Map<string, Deno.KvMutation>();
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Takes the piece in, unless it is one too many or in the way of another. */
  take(piece: P): boolean {
    if (this.pieces.length > 0 && !this.#hasRoomFor(piece)) return false;
    for (const [text, check] of piece.checks) this.#checks.set(text, check);
    for (const [text, write] of piece.writes) this.#writes.set(text, write);
    this.#bytes += piece.bytes;
    this.pieces.push(piece);
    return true;
  }

  /** Nothing more fits, whatever it is. */
  get full(): boolean {
    return this.#checks.size >= this.#limits.checks ||
      this.#writes.size >= this.#limits.mutations ||
      this.#bytes >= this.#limits.bytes;
  }

  /** Everything in it as one write. */
  get atomic(): Atomic {
    return {
      checks: [...this.#checks.values()],
      mutations: [...this.#writes.values()],
    };
  }

  #hasRoomFor(piece: P): boolean {
    let more = 0;
    for (const [text, { versionstamp }] of piece.checks) {
      if (this.#writes.has(text)) return false;
      const same = this.#checks.get(text);
      if (!same) more++;
      else if (same.versionstamp !== versionstamp) return false;
    }
    for (const text of piece.writes.keys()) {
      if (this.#writes.has(text)) return false;
      // Its own check of the row is fine; another's would have to come first.
      if (this.#checks.has(text)) return false;
    }
    return this.#checks.size + more <= this.#limits.checks &&
      this.#writes.size + piece.writes.size <= this.#limits.mutations &&
      this.#bytes + piece.bytes <= this.#limits.bytes;
  }
}
