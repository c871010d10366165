/** A server behind the gate on a port of its own, and a way to send it any bytes. */
import { gate, type GateOptions, type Handler } from "@/lib/http/gate.ts";
import { flushLog, useLog } from "@/lib/http/log.ts";
import { parseSettings, useSettings } from "@/lib/http/settings.ts";
import type { RawSettings } from "@/lib/http/settings.ts";

/** A running server. */
export interface Guarded {
  readonly port: number;
  /** Log lines written so far. */
  readonly lines: string[];
  /** Sends these bytes and gives back everything that comes, up to `ms` or the end. */
  raw(text: string, ms?: number): Promise<string>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Settings as a test wants them; the secret is always the same. */
export function settingsFor(raw: RawSettings = {}) {
  const settings = parseSettings({ SECRET_KEY: "s".repeat(32), ...raw });
  useSettings(settings);
  return settings;
}

/** Runs a test against a guarded handler, then stops the server. */
export async function behindGate(
  handler: Handler,
  test: (server: Guarded) => Promise<void>,
  raw: RawSettings = {},
  options: GateOptions = {},
): Promise<void> {
  const lines: string[] = [];
  useLog("info", (text) => lines.push(...text.trimEnd().split("\n")));
  const stop = new AbortController();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", signal: stop.signal, onListen() {} },
    gate(handler, settingsFor(raw), options),
  );
  const { port } = server.addr;
  try {
    await test({
      port,
      lines,
      raw: (text, ms) => exchange(port, text, ms),
      fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    });
  } finally {
    stop.abort();
    await server.finished;
    flushLog();
    useLog("silent");
  }
}

async function exchange(port: number, text: string, ms = 400): Promise<string> {
  const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
  const timer = setTimeout(() => socket.close(), ms);
  const decoder = new TextDecoder();
  let answer = "";
  try {
    await socket.write(new TextEncoder().encode(text));
    const bytes = new Uint8Array(16_384);
    for (let n = await socket.read(bytes); n !== null;) {
      answer += decoder.decode(bytes.subarray(0, n), { stream: true });
      if (answer.endsWith("</html>\n") || answer.endsWith("\r\n0\r\n\r\n")) {
        break;
      }
      n = await socket.read(bytes);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.Interrupted)) answer += "<cut>";
  }
  clearTimeout(timer);
  try {
    socket.close();
  } catch { /* closed by the timer */ }
  return answer;
}

/** The status of a raw answer, 0 when there was none. */
export function statusIn(answer: string): number {
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
}
