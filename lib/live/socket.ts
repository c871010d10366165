/** The live stream of a session over a WebSocket. */
import { formatKey } from "./frame.ts";
import { hub as processHub } from "./hub.ts";
import { StreamListener } from "./listener.ts";
import { begin, MOST_STREAMS, type OpenOptions } from "./stream.ts";
import {
  encodeBye,
  encodeHello,
  encodeJson,
  QUIET,
  socketSink,
} from "./transport_ws.ts";

/**
 * Answers an upgrade with the session's stream. What the other side sends is
 * not read: deeds have addresses of their own.
 */
export function openLiveSocket(req: Request, options: OpenOptions): Response {
  const hub = options.hub ?? processHub;
  const { socket, response } = Deno.upgradeWebSocket(req, {
    idleTimeout: QUIET,
  });
  socket.addEventListener("open", () => {
    hub.makeRoom(options.session, "live", MOST_STREAMS);
    const sink = socketSink(socket, () => listener.close());
    const listener: StreamListener = new StreamListener(hub, sink, {
      kind: "live",
      session: options.session,
      user: options.user,
      ...options.see ? { see: options.see } : {},
      format: {
        name: "ws",
        key: formatKey("ws", options.reader),
        reader: options.reader,
        render: options.render,
        encode: encodeJson,
      },
      // The runtime pings by itself.
      heartbeat: null,
      farewell: encodeBye,
    });
    sink.write(encodeHello(options.cursor ?? hub.latest));
    begin(listener, options, () => {
      const frame = { event: "reset", about: {} } as const;
      sink.write(encodeJson(frame, hub.latest === "" ? null : hub.latest));
    });
  });
  return response;
}
