/** Does a reader keep up? Bounds by bytes and by age, so that nobody's silence fills the memory. */
import type { Sink } from "./transport.ts";

/** Unread bytes at which a reader is dropped at once, on top of what the runtime holds. */
const MOST_UNREAD = 1024 * 1024;
/** Unread bytes that a burst may bring but that must not stay. */
const LONG_UNREAD = 256 * 1024;
/** How long they may stay. */
const SHORT_WAIT = 2_000;
/** While catching up, and for events that fade, no more than this may wait. */
const CALM = 64 * 1024;
/** How long anything may wait. */
const LONGEST_WAIT = 10_000;

/** Watches one sink. */
export class Pace {
  readonly #sink: Sink;
  /** When what was written up to `total` was first seen waiting. */
  #mark: { at: number; total: number } | null = null;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Asked after each write. */
  isOverfull(): boolean {
    return this.#sink.unread() > MOST_UNREAD;
  }

  /** May more be put behind what waits already? */
  isCalm(): boolean {
    return this.#sink.unread() <= CALM;
  }

  /** Asked now and then. A reader that is behind but moves is patient company, not a slow reader. */
  isTooSlow(now: number): boolean {
    const waiting = this.#sink.unread();
    const written = this.#sink.written();
    if (waiting === 0) {
      this.#mark = null;
      return false;
    }
    if (this.#mark === null || written - waiting >= this.#mark.total) {
      this.#mark = { at: now, total: written };
      return false;
    }
    const limit = waiting > LONG_UNREAD ? SHORT_WAIT : LONGEST_WAIT;
    return now - this.#mark.at >= limit;
  }
}
