/** Readers of a real server: pages as anybody sees them, and the live stream. */
import { attribute, decode, type PlainBrowser } from "./plain_browser.ts";

/** One message as its row shows it. */
export interface Row {
  readonly seq: number;
  readonly author: string;
  readonly kind: "text" | "note" | "deleted";
  /** The text of the body; empty unless it is a text. */
  readonly text: string;
  readonly edited: boolean;
}

/** The rows in a piece of HTML, in their order. */
export function rowsOf(html: string): Row[] {
  const articles = html.matchAll(/<article\b[^>]*>[\s\S]*?<\/article>/g);
  return [...articles].map(([row]): Row => {
    const tag = row.slice(0, row.indexOf(">") + 1);
    const body = /<div class="body">([\s\S]*?)<\/div><bdi/.exec(row)?.[1];
    return {
      seq: Number(attribute(tag, "data-seq")),
      author: attribute(tag, "data-author") ?? "",
      kind: row.includes('class="gone"')
        ? "deleted"
        : body === undefined
        ? "note"
        : "text",
      text: decode((body ?? "").replace(/<[^>]+>/g, "")).trim(),
      edited: row.includes('class="edited"'),
    };
  });
}

/** Every row of a conversation, page after page, and the cursor of the first page. */
export async function readAll(
  browser: PlainBrowser,
  conversation: string,
): Promise<{ rows: Row[]; cursor: string }> {
  const rows: Row[] = [];
  let cursor = "";
  for (let after = 0;;) {
    const response = await browser.request(
      `/conversations/${conversation}?after=${after}`,
    );
    const html = await response.text();
    if (response.status !== 200) {
      throw new Error(`Cannot read ${conversation}: ${response.status}`);
    }
    if (cursor === "") cursor = attribute(html, "data-cursor") ?? "";
    const found = rowsOf(html);
    rows.push(...found);
    if (found.length === 0) return { rows, cursor };
    after = found.at(-1)!.seq;
  }
}

/** One server-sent event. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | null;
  readonly about: Record<string, string | number | boolean | null>;
  readonly html: string;
}

/** The events of a stream, one after another, until it ends or is cut. */
export async function* eventsOf(
  response: Response,
): AsyncGenerator<StreamEvent, void> {
  let rest = "";
  const text = response.body!.pipeThrough(new TextDecoderStream());
  for await (const piece of text) {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = block.split("\n");
      const all = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2));
      const [about = "{}", ...html] = all("data");
      yield {
        event: all("event")[0] ?? "",
        id: all("id")[0] ?? null,
        about: JSON.parse(about),
        html: html.join("\n"),
      };
    }
  }
}

/**
 * A script that follows one conversation: it starts from a page, applies what
 * the stream brings, comes back with its cursor when it was cut, and reads the
 * pages anew when it is told to.
 */
export class LiveReader {
  readonly rows = new Map<number, Row>();
  /** New messages that did not follow the one before: must stay empty. */
  readonly jumps: string[] = [];
  /** Every event since the beginning. */
  readonly events: StreamEvent[] = [];
  resets = 0;
  connects = 0;
  /** Rows that came again after a cut; applying them changes nothing. */
  repeats = 0;
  cursor = "";
  #cut = new AbortController();
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(
    readonly browser: PlainBrowser,
    readonly conversation: string,
  ) {}

  /** Reads the pages, as when the page is opened. */
  async load(): Promise<void> {
    const { rows, cursor } = await readAll(this.browser, this.conversation);
    for (const row of rows) this.rows.set(row.seq, row);
    this.cursor = cursor;
  }

  /** Follows the stream from now on, through cuts, until `stop`. */
  start(): void {
    this.#running = this.#run();
  }

  /** Cuts the connection, as a train in a tunnel does. It comes back by itself. */
  cut(): void {
    this.#cut.abort();
  }

  /** Goes away for good. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.cut();
    await this.#running;
  }

  /** The number of the last row. */
  get last(): number {
    return Math.max(0, ...this.rows.keys());
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#cut = new AbortController();
      try {
        await this.#follow(this.#cut.signal);
      } catch { /* cut, or nobody there: it comes back */ }
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const response = await this.browser.request("/live", {
      headers: { "last-event-id": this.cursor },
      signal,
    });
    if (response.status !== 200) return await response.body?.cancel();
    this.connects++;
    for await (const event of eventsOf(response)) {
      this.events.push(event);
      if (event.event === "reset") {
        this.resets++;
        this.cut();
        return await this.load();
      }
      this.#apply(event);
      if (event.id !== null) this.cursor = event.id;
    }
  }

  #apply({ event, about, html }: StreamEvent): void {
    if (about.conversation !== this.conversation) return;
    if (event !== "message" && event !== "alter") return;
    const row = rowsOf(html)[0]!;
    if (event === "message") {
      if (this.rows.has(row.seq)) this.repeats++;
      else if (row.seq !== this.last + 1) {
        this.jumps.push(`${row.seq} came after ${this.last}`);
      }
    }
    this.rows.set(row.seq, row);
  }
}

/** A stream held open, and all that has come of it. */
export interface OpenStream {
  readonly status: number;
  readonly headers: Headers;
  readonly heard: () => string;
  readonly ended: () => boolean;
  /** Resolves when the server has ended it, with the milliseconds until then. */
  readonly end: Promise<number>;
  close(): Promise<void>;
}

/** Opens a stream and keeps reading it. */
export async function openStream(
  browser: PlainBrowser,
  path: string,
): Promise<OpenStream> {
  const response = await browser.request(path);
  const began = performance.now();
  const pieces = response.body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let [heard, ended] = ["", false];
  const end = (async () => {
    try {
      for (;;) {
        const { value, done } = await pieces.read();
        if (done) break;
        heard += value;
      }
    } catch { /* cut by the server: that is an end, too */ }
    ended = true;
    return performance.now() - began;
  })();
  return {
    status: response.status,
    headers: response.headers,
    heard: () => heard,
    ended: () => ended,
    end,
    async close() {
      await pieces.cancel();
      await end;
    },
  };
}

/** Waits until something is so. @returns was it, in time? */
export async function until(what: () => boolean, ms: number): Promise<boolean> {
  for (const last = Date.now() + ms; Date.now() < last;) {
    if (what()) return true;
    await new Promise((done) => setTimeout(done, 10));
  }
  return what();
}
