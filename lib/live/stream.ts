/** The live stream of a signed-in session: everything its user may hear, on one connection. */
import type { Reader } from "@/lib/i18n/reader.ts";
import type { Happening, LiveEvent } from "./events.ts";
import { formatKey, type Render } from "./frame.ts";
import { gauges } from "./gauges.ts";
import { type Hub, hub as processHub } from "./hub.ts";
import type { Ending } from "./listening.ts";
import { StreamListener } from "./listener.ts";
import { collectReplay, type Replay } from "./replay.ts";
import { openBody } from "./transport.ts";
import {
  encodeOpening,
  encodeSse,
  HEARTBEAT,
  SSE_HEADERS,
} from "./transport_sse.ts";

/** Streams one session may hold open; one more ends the oldest. */
export const MOST_STREAMS = 6;

/** What every opening needs, whatever the transport. */
export interface OpenOptions {
  /** Id of the session: its end ends the stream. */
  readonly session: string;
  /** Id of the user whose conversations are heard. */
  readonly user: string;
  readonly reader: Reader;
  /** The last commit the reader has seen (`Last-Event-ID`, `?after=`, `data-cursor`); null starts at now. */
  readonly cursor: string | null;
  readonly render: Render;
  /** What of an event this reader may and wants to see: all, less, or (null) nothing. */
  readonly see?: (event: LiveEvent) => LiveEvent | null;
  readonly replay: Replay;
  /** Ids of the user's conversations at this moment. */
  readonly listConversationsOf: (
    user: string,
  ) => Promise<Iterable<string>> | AsyncIterable<string> | Iterable<string>;
  /** Another hub than the process's own; for tests. */
  readonly hub?: Hub;
}

/** Opens a session's stream as server-sent events. */
export function openLive(options: OpenOptions): Response {
  const hub = options.hub ?? processHub;
  hub.makeRoom(options.session, "live", MOST_STREAMS);
  const { body, sink } = openBody(() => listener.close());
  const listener: StreamListener = new StreamListener(hub, sink, {
    kind: "live",
    session: options.session,
    user: options.user,
    ...options.see ? { see: options.see } : {},
    format: {
      name: "sse",
      key: formatKey("sse", options.reader),
      reader: options.reader,
      render: options.render,
      encode: encodeSse,
    },
    heartbeat: HEARTBEAT,
    farewell,
  });
  sink.write(encodeOpening(options.cursor ?? hub.latest));
  begin(listener, options, () => {
    const frame = { event: "reset", about: {} } as const;
    sink.write(encodeSse(frame, hub.latest === "" ? null : hub.latest));
  });
  return new Response(body, { headers: SSE_HEADERS });
}

/**
 * Listen first, read afterwards: what is committed before the listening began
 * is in the store when it is read, what comes later is heard; what is both is
 * sent once.
 */
export async function begin(
  listener: StreamListener,
  options: OpenOptions,
  reset: () => void,
): Promise<void> {
  try {
    for await (const id of await options.listConversationsOf(options.user)) {
      if (listener.ended) return;
      if (!listener.leftMeanwhile.has(id)) listener.hub.join(listener, id);
    }
    await listener.hub.bridge?.ready(listener);
    const { cursor } = options;
    let missed: Happening[] | "reset" = [];
    if (cursor !== null) {
      gauges.resumed++;
      const wanted = () => !listener.ended;
      missed = await collectReplay(
        options.replay,
        options.user,
        cursor,
        wanted,
      );
    }
    if (listener.ended) return;
    if (missed === "reset") {
      gauges.resets++;
      reset();
      missed = [];
    }
    listener.begin(missed, cursor ?? "");
  } catch (error) {
    // Cut rather than stay silent: the client comes back with the same cursor.
    console.error("Cannot open live stream:", error);
    listener.abandon();
  }
}

/** Tells the script why: after a sign-out it must not come back; after a restart it simply does. */
function farewell(reason: Ending): Uint8Array | null {
  if (reason === "restart") return null;
  return encodeSse({ event: "bye", about: { reason } }, null);
}
