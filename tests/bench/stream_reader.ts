/** One live stream read whole, for benches that look into what comes. */
import { streamHead } from "./requests.ts";

/** What one event was on the wire. */
export interface Received {
  readonly event: string;
  readonly id: string;
  /** The first line of data, the plain facts. */
  readonly about: string;
}

/** An open stream. */
export interface Stream {
  /** Bytes from the wire since opening or `reset`, chunk framing included. */
  bytes(): number;
  reset(): void;
  readonly events: Received[];
  /** Resolves when so many events have come. @throws after ten seconds */
  until(count: number): Promise<void>;
  close(): void;
}

/** Opens a stream by plain TCP and resolves when its head has come. */
export async function openStream(
  port: number,
  token: string,
  after = "",
): Promise<Stream> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const query = after === "" ? "" : `?after=${after}`;
  await connection.write(
    new TextEncoder().encode(streamHead(port, token, query)),
  );
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(64 * 1024);
  const events: Received[] = [];
  let bytes = 0;
  let rest = "";
  let wanted: { count: number; resolve: () => void } | null = null;
  const head = Promise.withResolvers<void>();
  let inHead = true;
  const take = (text: string): void => {
    rest += text;
    if (inHead) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      inHead = false;
      rest = rest.slice(end + 4);
      bytes = 0;
      head.resolve();
    }
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) =>
        new RegExp(`(?:^|\\n)${name}: (.*)`).exec(block)?.[1] ?? "";
      const event = field("event");
      if (event === "") continue;
      events.push({ event, id: field("id"), about: field("data") });
    }
    if (wanted && events.length >= wanted.count) wanted.resolve();
  };
  const follow = async (): Promise<void> => {
    try {
      for (;;) {
        const size = await connection.read(buffer);
        if (size === null) return;
        bytes += size;
        take(decoder.decode(buffer.subarray(0, size), { stream: true }));
      }
    } catch { /* Closed by us. */ }
  };
  void follow();
  await head.promise;
  return {
    events,
    bytes: () => bytes,
    reset: () => void (bytes = 0),
    async until(count) {
      if (events.length >= count) return;
      const all = Promise.withResolvers<void>();
      wanted = { count, resolve: all.resolve };
      const late = setTimeout(
        () => all.reject(new Error(`${events.length} of ${count} events came`)),
        10_000,
      );
      await all.promise;
      clearTimeout(late);
    },
    close: () => connection.close(),
  };
}
