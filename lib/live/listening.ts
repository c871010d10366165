/** What the hub knows of those who listen, and of the other instances. */
import type { Happening, LiveEvent } from "./events.ts";
import type { Format, Parcel } from "./frame.ts";

/** Why a stream ends although its reader is still there. */
export type Ending = "signed-out" | "removed" | "replaced" | "restart";

/** A stream as the hub sees it. */
export interface Listener {
  /** Limits per session count each kind of its own. */
  readonly kind: "live" | "log";
  readonly session: string;
  readonly user: string;
  /** The conversations it may hear at this moment: only the hub changes it, by events in their order. */
  readonly conversations: Set<string>;
  /** Takes an event it may see. `id` is the cursor after it, or null. */
  deliver(parcel: Parcel, id: string | null): void;
  /** Does this stream follow the conversation at all? A log follows one. */
  follows(conversation: string): boolean;
  /** Is told that the conversation is no longer the user's. */
  left(conversation: string): void;
  /** Ends at once, saying why. */
  end(reason: Ending): void;
}

/** What several instances over one store need; with one instance there is none of it. */
export interface Bridged {
  /**
   * Takes an event of this instance, to release it after what others committed
   * before it, and once only; false if it may go out at once.
   */
  takes(happening: Happening): boolean;
  /** The cursor that may go with a commit: here commits come out of order. */
  cursorFor(versionstamp: string | null): string | null;
  /** No cursor may be newer than this. */
  cap(): string;
  /** Resolves when nothing that is committed from now on can be missed in these. */
  ready(listener: Listener): Promise<void>;
}

/** What a stream needs to know to be one. */
export interface ListenerOptions {
  readonly kind: "live" | "log";
  readonly session: string;
  readonly user: string;
  /** Follow this conversation only. */
  readonly only?: string;
  /** What of an event goes to this reader: all, less, or (null) nothing. */
  readonly see?: (event: LiveEvent) => LiveEvent | null;
  readonly format: Format;
  readonly heartbeat: Uint8Array | null;
  /** The last word to a reader, for each reason to end. */
  readonly farewell: (reason: Ending) => Uint8Array | null;
}
