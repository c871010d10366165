/** What is sent for an event, rendered once for all streams that read alike. */
import type { Reader } from "@/lib/i18n/reader.ts";
import { actorOf, type Happening, type LiveEvent } from "./events.ts";
import { gauges } from "./gauges.ts";

/** An event as a client gets it: a name, a few plain facts, and often the fragment that shows it. */
export interface Frame {
  readonly event:
    | "message"
    | "alter"
    | "gone"
    | "typing"
    | "receipt"
    | "inbox"
    | "place"
    | "conversation"
    | "security"
    | "notice"
    | "profile"
    | "presence"
    | "reset"
    | "bye";
  /** Plain facts for the client's script, sent as one line of JSON. */
  readonly about: Readonly<Record<string, string | number | boolean | null>>;
  readonly html?: string;
}

/** For whom something is rendered. `own` is true on the streams of the event's author. */
export interface Recipient {
  readonly reader: Reader;
  readonly own: boolean;
}

/** Turns an event into its frame; null when this kind of stream does not show it. */
export type Render = (event: LiveEvent, to: Recipient) => Frame | null;

/** How a transport writes a frame. Null: nothing to write for this frame. */
export type Encode = (frame: Frame, id: string | null) => Uint8Array | null;

/** Streams of one kind read alike if language, zone, renderer and transport are the same. */
export interface Format {
  /** Names renderer and transport: two kinds of stream must not share bytes. */
  readonly name: string;
  readonly encode: Encode;
  readonly render: Render;
  readonly reader: Reader;
  /** Made once per stream by `formatKey`, so that delivery builds no strings. */
  readonly key: string;
}

/** The cache key of a format. */
export function formatKey(name: string, reader: Reader): string {
  return `${name} ${reader.language} ${reader.timeZone}`;
}

/**
 * One happening on its way to many streams. Each variant is rendered and
 * encoded once and shared as the same bytes: that is the whole cost of fan-out.
 */
export class Parcel {
  readonly #bytes = new Map<string, Uint8Array | null>();
  /** The variant asked for last: most streams of a conversation read alike. */
  #key = "";
  #own = false;
  #id: string | null = null;
  #last: Uint8Array | null | undefined;
  /** Who did it: asked by every stream. */
  readonly actor: string | null;

  constructor(readonly happening: Happening) {
    this.actor = actorOf(happening.event);
  }

  /** @param id the cursor that goes with it, or null when more of the same commit follows */
  bytes(format: Format, own: boolean, id: string | null): Uint8Array | null {
    // Compared, not joined: a new string for every delivery cost more than the delivery's own code.
    const same = this.#last !== undefined && own === this.#own &&
      id === this.#id && format.key === this.#key;
    if (!same) {
      const variant = format.key + (own ? " own" : "") + (id ? ` ${id}` : "");
      let made = this.#bytes.get(variant);
      if (made === undefined) {
        made = this.#make(format, own, id);
        this.#bytes.set(variant, made);
      }
      this.#key = format.key;
      this.#own = own;
      this.#id = id;
      this.#last = made;
    }
    return this.#last ?? null;
  }

  #make(format: Format, own: boolean, id: string | null): Uint8Array | null {
    const { event } = this.happening;
    try {
      const frame = format.render(event, { reader: format.reader, own });
      return frame && format.encode(frame, id);
    } catch (error) {
      // One row that cannot be drawn must not silence the other streams.
      gauges.renderFailures++;
      console.error(`Cannot render live event ${event.type}:`, error);
      return null;
    }
  }
}
