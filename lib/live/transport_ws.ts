/**
 * The same streams over a WebSocket, for programs and telephones: one JSON text
 * per event, `{event, id, ...facts, html?}`, in the same order and with the same
 * cursors as server-sent events.
 * @see https://www.rfc-editor.org/rfc/rfc6455
 */
import type { Frame } from "./frame.ts";
import type { Ending } from "./listening.ts";
import type { Sink } from "./transport.ts";

/** Pings after so many quiet seconds; a reader that does not answer is gone. */
export const QUIET = 25;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Shared bytes are read back as text once, however many sockets send them. */
const texts = new WeakMap<Uint8Array, string>();

/** Writes a frame as one JSON text. */
export function encodeJson(frame: Frame, id: string | null): Uint8Array {
  const { event, about, html } = frame;
  const text = JSON.stringify({
    event,
    ...id === null ? {} : { id },
    ...about,
    ...html === undefined ? {} : { html },
  });
  const bytes = encoder.encode(text);
  texts.set(bytes, text);
  return bytes;
}

/** The first text: the cursor to come back with. */
export function encodeHello(cursor: string): Uint8Array {
  return encoder.encode(
    JSON.stringify({ event: "open", ...cursor === "" ? {} : { id: cursor } }),
  );
}

/** The last one; after a restart the socket simply closes. */
export function encodeBye(reason: Ending): Uint8Array | null {
  return reason === "restart"
    ? null
    : encodeJson({ event: "bye", about: { reason } }, null);
}

/** Where a socket's bytes go. `onGone` is called once when the reader has left. */
export function socketSink(socket: WebSocket, onGone: () => void): Sink {
  let open = true;
  let written = 0;
  const gone = () => {
    if (!open) return;
    open = false;
    onGone();
  };
  socket.addEventListener("close", gone);
  socket.addEventListener("error", gone);
  const send = (bytes: Uint8Array) => {
    written += bytes.byteLength;
    socket.send(texts.get(bytes) ?? decoder.decode(bytes));
  };
  return {
    write(bytes) {
      if (!open) return;
      try {
        send(bytes);
      } catch {
        // It closed between two events; its `close` has not been heard yet.
        gone();
      }
    },
    unread: () => open ? socket.bufferedAmount : 0,
    written: () => written,
    end(last) {
      if (!open) return;
      open = false;
      if (socket.readyState !== WebSocket.OPEN) return;
      if (last) send(last);
      socket.close(1000);
    },
    abort() {
      if (!open) return;
      open = false;
      // 1013, "try again later": the reader did not keep up.
      if (socket.readyState === WebSocket.OPEN) socket.close(1013);
    },
  };
}
