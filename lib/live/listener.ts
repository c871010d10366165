/** One open stream: opening without gap or double, slow readers, the end. */
import {
  type Happening,
  identityOf,
  isDroppable,
  isForOthersOnly,
  type LiveEvent,
} from "./events.ts";
import { Parcel } from "./frame.ts";
import { gauges } from "./gauges.ts";
import type { Hub } from "./hub.ts";
import type { Ending, Listener, ListenerOptions } from "./listening.ts";
import { Pace } from "./pace.ts";
import { forget, watch } from "./pulse.ts";
import { orderReplay } from "./replay.ts";
import type { Sink } from "./transport.ts";

/** Events that may wait behind an opening or a catching up. */
const MOST_WAITING = 5_000;
/** An event that was replayed may still arrive live for so long. */
const ECHO = 10_000;

/** A listener of the hub that writes into a sink. */
export class StreamListener implements Listener {
  readonly kind: "live" | "log";
  readonly session: string;
  readonly user: string;
  readonly conversations = new Set<string>();
  readonly heartbeat: Uint8Array | null;
  /** Taken away while the list of conversations was being read. */
  readonly leftMeanwhile = new Set<string>();
  #waiting: { parcel: Parcel; id: string | null }[] = [];
  #state: "opening" | "catching-up" | "live" | "ended" = "opening";
  #echoes: { seen: Set<string>; until: number } | null = null;
  readonly #pace: Pace;

  constructor(
    readonly hub: Hub,
    readonly sink: Sink,
    readonly options: ListenerOptions,
  ) {
    this.kind = options.kind;
    this.session = options.session;
    this.user = options.user;
    this.heartbeat = options.heartbeat;
    this.#pace = new Pace(sink);
    gauges.streams++;
    hub.add(this);
    watch(this);
  }

  get ended() {
    return this.#state === "ended";
  }

  follows(conversation: string): boolean {
    return (this.options.only ?? conversation) === conversation;
  }

  left(conversation: string): void {
    if (this.#state === "opening") this.leftMeanwhile.add(conversation);
    if (this.options.only === conversation) this.end("removed");
  }

  deliver(parcel: Parcel, id: string | null): void {
    if (this.ended || this.#isEcho(parcel.happening)) return;
    if (this.#state === "live") return this.#write(parcel, id);
    this.#waiting.push({ parcel, id });
    if (this.#waiting.length > MOST_WAITING) this.drop();
  }

  /**
   * Ends the opening: what was replayed goes first, then what came live in the
   * meantime, without what both brought. From here on events go straight out.
   */
  begin(replayed: readonly Happening[], cursor: string): void {
    if (this.ended) return;
    const seen = new Set(replayed.map(identityOf));
    const live = this.#waiting.filter(({ parcel }) =>
      !seen.has(identityOf(parcel.happening))
    );
    const numbered = orderReplay(
      replayed,
      live.map(({ parcel }) => parcel.happening),
      { cursor, latest: this.hub.cap() },
    );
    const parcels = new Map(
      live.map((one) => [one.parcel.happening, one.parcel]),
    );
    this.#waiting = numbered.map(({ happening, id }) => ({
      parcel: parcels.get(happening) ?? new Parcel(happening),
      id,
    }));
    this.#echoes = { seen, until: Date.now() + ECHO };
    this.#state = "catching-up";
    this.#drain();
  }

  end(reason: Ending): void {
    if (this.ended) return;
    const behind = this.sink.unread() > 0;
    this.close();
    // What a signed-out reader has not taken yet must not reach it any more.
    if (behind && reason === "signed-out") this.sink.abort();
    else this.sink.end(this.options.farewell(reason));
  }

  /** The reader did not keep up: it comes back with its cursor and loses nothing. */
  drop(): void {
    if (this.ended) return;
    gauges.droppedSlow++;
    this.abandon();
  }

  /** It could not be opened; the reader comes back by itself. */
  abandon(): void {
    this.close();
    this.sink.abort();
  }

  /** Forgets everything; safe to do twice. */
  close(): void {
    if (this.ended) return;
    this.#state = "ended";
    this.#waiting = [];
    this.hub.remove(this);
    forget(this);
    gauges.streams--;
  }

  /** Looked after by the shared timer. */
  check(now: number, beat: boolean): void {
    if (this.ended) return;
    if (this.#echoes && this.#echoes.until < now) this.#echoes = null;
    if (this.#pace.isTooSlow(now)) return this.drop();
    if (beat && this.heartbeat && this.sink.unread() === 0) {
      this.sink.write(this.heartbeat);
    }
  }

  #write(parcel: Parcel, id: string | null): void {
    const { event } = parcel.happening;
    const own = parcel.actor === this.user;
    if (own && isForOthersOnly(event)) return;
    if (isDroppable(event) && !this.#pace.isCalm()) return;
    const bytes = this.#seen(parcel)?.bytes(this.options.format, own, id);
    if (!bytes) return;
    this.sink.write(bytes);
    gauges.delivered++;
    if (this.#pace.isOverfull()) this.drop();
  }

  /** Nearly always the parcel that all share; one of its own for whoever may see less. */
  #seen(parcel: Parcel): Parcel | null {
    const { see } = this.options;
    const { event, versionstamp } = parcel.happening;
    const seen = see ? see(event) : event;
    if (seen === event) return parcel;
    return seen && new Parcel({ event: seen, versionstamp });
  }

  async #drain(): Promise<void> {
    for (let i = 0; !this.ended; i++) {
      const next = this.#waiting[i];
      if (!next) break;
      // The reader sets the pace; one that stands still is dropped by `check`.
      while (!this.#pace.isCalm() && !this.ended) await pause();
      // Asked again now: it may have been removed while this waited.
      if (this.#mayHear(next.parcel.happening.event)) {
        this.#write(next.parcel, next.id);
      }
    }
    this.#waiting = [];
    if (!this.ended) this.#state = "live";
  }

  #mayHear(event: LiveEvent): boolean {
    if (!("conversation" in event.audience)) return true;
    if (event.type === "member-removed" && event.user === this.user) {
      return true;
    }
    return this.conversations.has(event.audience.conversation);
  }

  #isEcho(happening: Happening): boolean {
    return this.#echoes !== null && happening.versionstamp !== null &&
      this.#echoes.seen.has(identityOf(happening));
  }
}

const pause = () => new Promise((done) => setTimeout(done, 4));
