/**
 * The browser's one connection to `/live`, wherever it lives: in a shared
 * worker, in the leading tab, or in a tab that is alone. Tabs attach to it
 * with the cursor of their page and miss nothing that came before.
 */
import { sseParser } from "./sse_parser.ts";

/** What a tab gets. */
export type LiveMessage =
  | { event: string; data: string; id: string | null }
  | { state: "open" | "lost" };

/** What a tab says to wherever the connection lives. */
export type LiveRequest =
  | { from: string; hello: string }
  | { from: string; wake: true }
  | { from: string; gone: true };

type Port = (message: LiveMessage) => void;
type Heard = { event: string; data: string; id: string | null };

/** One connection; does what tabs ask. `answer` reaches the tab that asks. */
export type LiveCore = (request: LiveRequest, answer: Port) => void;

/** Events kept for tabs that attach a little later than their page was drawn. */
const KEPT = 300;
/** The server beats every 25 s: silence for longer means a dead line. */
const SILENCE = 60_000;
const STALE = 30_000;
const MOST_BACKOFF = 30_000;

/**
 * Makes a connection that opens when the first tab says hello. It is that of
 * the account whose pages listen, also after the browser has switched.
 */
export function liveCore(url: string, me: string): LiveCore {
  const ports = new Map<string, Port>();
  let kept: Heard[] = [];
  /** Everything after this cursor is in `kept`. */
  let from = "";
  let cursor = "";
  /** Names the loop that is in charge; 0: none. */
  let run = 0;
  let open = false;
  let heardAt = 0;
  let stop: AbortController | undefined;
  let skipWait: (() => void) | undefined;

  const tell: Port = (message) => ports.forEach((port) => port(message));

  function hear(heard: Heard): void {
    if (heard.id) cursor = heard.id;
    if (heard.event === "bye") halt();
    // What fades is not for late comers.
    if (heard.event && heard.event !== "bye" && heard.event !== "typing") {
      kept.push(heard);
      if (kept.length > KEPT) from = kept.shift()!.id || from;
    }
    if (heard.event) tell(heard);
  }

  function halt(): void {
    run = 0;
    open = false;
    stop?.abort();
    skipWait?.();
  }

  async function loop(mine: number): Promise<void> {
    let tries = 0;
    while (run === mine) {
      try {
        await listen(mine, () => tries = 0);
      } catch {
        // Any failure means the same: come back with the last cursor.
      }
      if (run !== mine) return;
      open = false;
      tell({ state: "lost" });
      const wait = Math.min(MOST_BACKOFF, 500 * 2 ** tries++);
      await new Promise<void>((done) => {
        skipWait = () => {
          // It may be too early still: the next try is soon again.
          tries = 0;
          done();
        };
        setTimeout(done, wait * (0.5 + Math.random() / 2));
      });
    }
  }

  async function listen(mine: number, opened: () => void): Promise<void> {
    const abort = stop = new AbortController();
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      heardAt = Date.now();
      clearTimeout(watchdog);
      watchdog = setTimeout(() => abort.abort(), SILENCE);
    };
    try {
      alive();
      const response = await fetch(`${url}?after=${cursor}`, {
        signal: abort.signal,
        cache: "no-store",
        headers: { accept: "text/event-stream", "x-me": me },
      });
      const type = response.headers.get("content-type") || "";
      if (!type.includes("event-stream")) {
        // Led to a page, or refused: the session is over. Anything else passes.
        if (response.ok || response.status === 401) {
          hear({ event: "bye", data: '{"reason":"signed-out"}', id: null });
        }
        return;
      }
      const reader = response.body!.getReader();
      const decoder = new TextDecoder();
      const feed = sseParser((event, data, id) => {
        if (run === mine) hear({ event, data, id });
      });
      for (;;) {
        const { done, value } = await reader.read();
        if (done || run !== mine) return;
        alive();
        opened();
        if (!open) tell({ state: "open" });
        open = true;
        feed(decoder.decode(value, { stream: true }));
      }
    } finally {
      clearTimeout(watchdog);
      abort.abort();
    }
  }

  function attach(port: Port, at: string): void {
    if (!run || at < from) {
      halt();
      from = cursor = at;
      kept = [];
      loop(run = Math.random());
      return;
    }
    let first = kept.length;
    while (first > 0) {
      const { id } = kept[first - 1]!;
      if (id && id <= at) break;
      first--;
    }
    kept.slice(first).forEach(port);
    port({ state: open ? "open" : "lost" });
  }

  return (request, answer) => {
    if ("gone" in request) {
      ports.delete(request.from);
      if (!ports.size) halt();
      return;
    }
    if ("hello" in request) {
      ports.set(request.from, answer);
      attach(answer, request.hello);
    }
    // After a sleep an old silence is not trusted.
    if (Date.now() - heardAt > STALE) stop?.abort();
    skipWait?.();
  };
}
