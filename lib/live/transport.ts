/** The seam between delivery and the wire: the same streams run over SSE, HTML and WebSocket. */

/** Where a stream's bytes go. */
export interface Sink {
  write(bytes: Uint8Array): void;
  /** Bytes handed in that the runtime has not taken yet. */
  unread(): number;
  /** Bytes handed in since opening. */
  written(): number;
  /** A last word, then the end. */
  end(last: Uint8Array | null): void;
  /** Cuts the connection and forgets what was not read. */
  abort(): void;
}

/**
 * A never-ending response body. `onGone` is called once when the reader has
 * left; not when we end it. The stream is the plain kind with `start` and a
 * high-water mark of 0, the cheapest on Deno (decision 0005); its size is
 * counted in bytes, because the runtime itself takes 64 KB before anything
 * waits here.
 */
export function openBody(
  onGone: () => void,
): { body: ReadableStream<Uint8Array>; sink: Sink } {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let open = true;
  let written = 0;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      if (!open) return;
      open = false;
      onGone();
    },
  }, { highWaterMark: 0, size: (chunk) => chunk.byteLength });
  const sink: Sink = {
    write(bytes) {
      if (!open) return;
      written += bytes.byteLength;
      try {
        controller.enqueue(bytes);
      } catch {
        // The connection broke without a word: this reader is gone, and no
        // other may miss an event for it.
        open = false;
        onGone();
      }
    },
    unread: () => open ? -(controller.desiredSize ?? 0) : 0,
    written: () => written,
    end(last) {
      if (!open) return;
      open = false;
      if (last) controller.enqueue(last);
      controller.close();
    },
    abort() {
      if (!open) return;
      open = false;
      const error = new Error("Live stream cut: its reader did not keep up");
      // The server prints it: one line says all there is to say.
      error.stack = error.message;
      controller.error(error);
    },
  };
  return { body, sink };
}
