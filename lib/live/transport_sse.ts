/** Server-sent events: how frames and cursors look on the wire. */
import type { Frame } from "./frame.ts";

const encoder = new TextEncoder();

/** A comment: keeps proxies from closing a quiet stream. */
export const HEARTBEAT: Uint8Array = encoder.encode(":\n\n");

/** Headers of a stream. Compression and buffering would hold events back. */
export const SSE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** The first bytes: when to come back, and the cursor to come back with. */
export function encodeOpening(cursor: string): Uint8Array {
  const id = cursor === "" ? "" : `id: ${cursor}\n`;
  return encoder.encode(`retry: 2000\n${id}\n`);
}

/**
 * Writes a frame: its name, the cursor after it, one line of facts, then the
 * lines of its fragment. A line break of any kind inside ends a field, so all
 * three kinds are split: nothing in a message can forge an event.
 */
export function encodeSse(frame: Frame, id: string | null): Uint8Array {
  let text = `event: ${frame.event}\n`;
  if (id !== null) text += `id: ${id}\n`;
  text += `data: ${JSON.stringify(frame.about)}\n`;
  if (frame.html !== undefined) {
    for (const line of frame.html.split(/\r\n|\r|\n/)) {
      text += `data: ${line}\n`;
    }
  }
  return encoder.encode(text + "\n");
}
