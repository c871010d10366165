/**
 * The log: one JSON line per event on standard output. Lines never hold
 * secrets or what people write to one another.
 */

/** From silence to everything. */
export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;

/** How much is logged. */
export type LogLevel = typeof logLevels[number];

/** What a line may tell. */
export type LogFields = Record<string, string | number | boolean | null>;

let chosen: number = logLevels.indexOf("info");
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

let write = (lines: string): void => {
  const bytes = new TextEncoder().encode(lines);
  for (let at = 0; at < bytes.length;) {
    at += Deno.stdout.writeSync(bytes.subarray(at));
  }
};

/** Sets how much is logged, and where to (tests read it). */
export function useLog(level: LogLevel, to?: (lines: string) => void): void {
  chosen = logLevels.indexOf(level);
  if (to) write = to;
}

/** Adds a line. Lines go out together, many times cheaper than one by one. */
export function log(
  level: Exclude<LogLevel, "silent">,
  event: string,
  fields: LogFields = {},
): void {
  if (logLevels.indexOf(level) > chosen) return;
  const at = new Date().toISOString();
  waiting.push(JSON.stringify({ at, level, event, ...fields }) + "\n");
  if (level === "error" || waiting.length > 1_000) flushLog();
  else timer ??= setTimeout(flushLog, 50);
}

/** Writes what is waiting: at the end of the process. */
export function flushLog(): void {
  clearTimeout(timer);
  timer = undefined;
  if (waiting.length === 0) return;
  const lines = waiting.join("");
  waiting = [];
  try {
    write(lines);
  } catch { /* nobody reads the log any more: no reason to stop serving */ }
}

/** What may be told of a thrown thing: its name, its message, where it happened. */
export function aboutError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  // A parser repeats the text it choked on, which may be somebody's message.
  const quiet = error instanceof SyntaxError || error instanceof URIError;
  const frames = (error.stack ?? "").split("\n")
    .filter((line) => /^\s+at /.test(line)).slice(0, 8)
    .map((line) => line.trim()).join(" | ");
  return {
    error: error.name,
    message: quiet ? "" : error.message.slice(0, 200),
    frames,
  };
}
