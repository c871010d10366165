/**
 * Group commit. An fsync costs the same for one change as for a hundred, so
 * changes that arrive while a commit is under way share the next one. A lone
 * change waits for nobody. One commit is under way at a time; that is also
 * what keeps `afterCommit` in the order of commits.
 */
import { Group, type Piece } from "./_piece.ts";
import { commitSurely } from "./_settle.ts";
import type { Store } from "./store.ts";

/** Written, or overtaken by another change. */
export type Outcome = { readonly ok: true } | { readonly ok: false };

/** The right to write some rows before everybody else. */
export interface Reservation {
  release(): void;
}

interface Waiting extends Piece {
  readonly reservation: Reservation | undefined;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
  alone: boolean;
}

/** How many waiting pieces are looked at to fill one group. */
const LOOK_AHEAD = 1_000;
/** A deed that holds its rows longer than this loses them. */
const LONGEST_RESERVATION = 2_000;
const NEVER = "00000000000000000000";

/** Takes the pieces of concurrent changes to one store. */
export class Writer {
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #last = NEVER;
  #reserved: { keys: ReadonlySet<string>; by: Reservation } | undefined;
  #reservations: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes the piece; alone and at once when nothing else is going on. */
  submit(piece: Piece, reservation?: Reservation): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const waiting = { ...piece, reservation, resolve, reject, alone: false };
      if (reservation) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
      this.#wake();
    });
  }

  /** Resolves when nothing is waiting or under way. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /**
   * Keeps other changes of this process from writing these rows, so that one
   * that was overtaken twice gets its turn. One reservation at a time.
   */
  async reserve(keys: Iterable<string>): Promise<Reservation> {
    const before = this.#reservations;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#reservations = promise;
    await before;
    const timer = setTimeout(() => reservation.release(), LONGEST_RESERVATION);
    const reservation: Reservation = {
      release: () => {
        clearTimeout(timer);
        if (this.#reserved?.by === reservation) this.#reserved = undefined;
        resolve();
        this.#wake();
      },
    };
    this.#reserved = { keys: new Set(keys), by: reservation };
    // What is under way may still write them; it began before.
    await this.#running?.catch(() => {});
    return reservation;
  }

  #wake(): void {
    if (this.#running) return;
    const group = this.#nextGroup();
    if (group.pieces.length === 0) return;
    this.#running = this.#write(group).finally(() => {
      this.#running = undefined;
      this.#wake();
    });
  }

  #nextGroup(): Group<Waiting> {
    const group = new Group<Waiting>(this.#store.limits);
    const passed: Waiting[] = [];
    let at = 0;
    while (at < this.#waiting.length && at < LOOK_AHEAD) {
      const piece = this.#waiting[at++]!;
      const first = group.pieces.length === 0;
      const mayGo = !this.#isReserved(piece) && (first || !piece.alone);
      if (!mayGo || !group.take(piece)) passed.push(piece);
      else if (piece.alone || group.full) break;
    }
    this.#waiting = [...passed, ...this.#waiting.slice(at)];
    return group;
  }

  #isReserved({ writes, reservation }: Waiting): boolean {
    if (!this.#reserved || this.#reserved.by === reservation) return false;
    for (const text of writes.keys()) {
      if (this.#reserved.keys.has(text)) return true;
    }
    return false;
  }

  async #write(group: Group<Waiting>): Promise<void> {
    const { pieces } = group;
    try {
      const { atomic } = group;
      const outcome = await commitSurely(this.#store, atomic, this.#last);
      if (outcome.ok) this.#succeed(group, outcome.versionstamp);
      else if (pieces.length === 1) pieces[0]!.resolve({ ok: false });
      else await this.#sortOut(pieces);
    } catch (error) {
      if (pieces.length === 1) pieces[0]!.reject(error);
      else this.#again(pieces, { alone: true });
    }
  }

  #succeed({ pieces }: Group<Waiting>, versionstamp: string): void {
    this.#last = versionstamp;
    for (const { callbacks } of pieces) {
      for (const then of callbacks) {
        try {
          then(versionstamp);
        } catch (error) {
          console.error("A step after a commit failed:", error);
        }
      }
    }
    for (const { resolve } of pieces) resolve({ ok: true });
    this.#refuseOvertaken(pieces);
  }

  /** Whoever waits with a check of a row just written need not try. */
  #refuseOvertaken(pieces: readonly Waiting[]): void {
    if (this.#waiting.length === 0) return;
    const written = new Set(pieces.flatMap(({ writes }) => [...writes.keys()]));
    this.#waiting = this.#waiting.filter(({ checks, resolve }) => {
      for (const text of checks.keys()) {
        if (!written.has(text)) continue;
        resolve({ ok: false });
        return false;
      }
      return true;
    });
  }

  /** Somebody in the group was overtaken: only that one has to run again. */
  async #sortOut(pieces: readonly Waiting[]): Promise<void> {
    const overtaken = await Promise.all(
      pieces.map((piece) => this.#isOvertaken(piece)),
    );
    pieces.forEach((piece, i) => overtaken[i] && piece.resolve({ ok: false }));
    const rest = pieces.filter((_, i) => !overtaken[i]);
    this.#again(rest, { alone: rest.length === pieces.length });
  }

  async #isOvertaken({ checks }: Waiting): Promise<boolean> {
    const stale = [...checks.values()].map(async ({ key, versionstamp }) =>
      (await this.#store.get(key)).versionstamp !== versionstamp
    );
    return (await Promise.all(stale)).includes(true);
  }

  #again(pieces: Waiting[], { alone }: { alone: boolean }): void {
    for (const piece of pieces) piece.alone = alone;
    this.#waiting.unshift(...pieces);
  }
}
