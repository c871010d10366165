/** What was emitted here lately: so that nothing goes out twice, and cursors stay behind what may still come. */
import { type Happening, identityOf } from "./events.ts";

/** How long an emission is remembered. */
const REMEMBERED = 60_000;
/**
 * How long another instance's commit may take to arrive here. Commits of
 * several instances come out of order, and a cursor promises that everything
 * up to it was sent: so it stays this far behind. What a resumed stream gets
 * twice for it, the page puts in the same place.
 */
const LAG = 3_000;

/** The memory of one hub with a bridge. */
export class Recent {
  readonly #emitted = new Map<string, number>();
  #stamps: { stamp: string; at: number }[] = [];
  #safe = "";

  constructor(readonly now: () => number = Date.now) {}

  /** Notes an emission; false if it went out before. */
  isNew(happening: Happening): boolean {
    if (happening.versionstamp === null) return true;
    const now = this.now();
    for (const [identity, at] of this.#emitted) {
      if (now - at < REMEMBERED) break;
      this.#emitted.delete(identity);
    }
    const identity = identityOf(happening);
    if (this.#emitted.has(identity)) return false;
    this.#emitted.set(identity, now);
    this.#stamps.push({ stamp: happening.versionstamp, at: now });
    return true;
  }

  /** The cursor that may go with a commit: the newest one that is old enough. */
  cursorFor(stamp: string | null): string | null {
    return stamp === null || this.#advance() === "" ? null : this.#safe;
  }

  /** Never empty, which would mean that any cursor is good. */
  cap(): string {
    return this.#advance() || "0";
  }

  #advance(): string {
    const old = this.now() - LAG;
    let count = 0;
    for (const { stamp, at } of this.#stamps) {
      if (at > old) break;
      if (stamp > this.#safe) this.#safe = stamp;
      count++;
    }
    if (count > 0) this.#stamps = this.#stamps.slice(count);
    return this.#safe;
  }
}
