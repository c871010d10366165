/**
 * Reads a body only as long as it keeps arriving and stays within its limit:
 * the runtime has no time-outs of its own, and a length can be lied about.
 */
import { RequestProblem } from "@/lib/http/request_problem.ts";

/** However much came before: longer than this nobody waits for the next byte. */
const LONGEST_PAUSE = 60_000;

/** How patient the guard is. */
export interface Patience {
  /** Milliseconds before the first byte must be there. */
  readonly first: number;
  /** Bytes that buy another second. */
  readonly bytesPerSecond: number;
}

/** Slow enough for a telephone line, too fast for somebody who holds a socket for nothing. */
export const patience: Patience = { first: 15_000, bytesPerSecond: 1_024 };

/** The body is larger than `limit` bytes. */
export function tooLarge(limit: number): RequestProblem {
  return new RequestProblem(413, {
    key: "error.too_large",
    values: { limit: sizeInWords(limit) },
  }, { connection: "close" });
}

/** A size as people write it. */
export function sizeInWords(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let at = 0;
  while (bytes >= 1_024 && at < units.length - 1) {
    bytes /= 1_024;
    at++;
  }
  return `${Math.round(bytes * 10) / 10} ${units[at]}`;
}

/** Does the announced length fit? Throws 413 or 400 if not. */
export function checkLength(req: Request, limit: number): void {
  const length = req.headers.get("content-length");
  if (length === null) return;
  if (!/^\d{1,16}$/.test(length)) {
    throw new RequestProblem(400, { key: "error.bad_request" });
  }
  if (Number(length) > limit) throw tooLarge(limit);
}

/**
 * The same request, its body watched. `done` is called once, when the body is
 * at its end, given up or found wanting.
 */
export function watchBody(
  req: Request,
  limit: number,
  done: () => void,
  wait: Patience = patience,
): Request {
  const reader = req.body!.getReader();
  const began = performance.now();
  let size = 0;
  let open = true;
  const finish = () => {
    if (open) done();
    open = false;
  };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const until = began + wait.first + size / wait.bytesPerSecond * 1_000;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<"late">((tell) => {
        const left = Math.min(until - performance.now(), LONGEST_PAUSE);
        timer = setTimeout(tell, left, "late" as const);
      });
      try {
        const next = await Promise.race([reader.read(), late]);
        if (next === "late") {
          throw new RequestProblem(408, { key: "error.too_slow" }, {
            connection: "close",
          });
        }
        if (next.done) {
          finish();
          return controller.close();
        }
        size += next.value.byteLength;
        if (size > limit) throw tooLarge(limit);
        controller.enqueue(next.value as Uint8Array<ArrayBuffer>);
      } catch (error) {
        finish();
        controller.error(error);
        // Nobody may wait for a client that has gone silent.
        reader.cancel().catch(() => {});
      } finally {
        clearTimeout(timer);
      }
    },
    async cancel(reason) {
      finish();
      await reader.cancel(reason);
    },
  }, { highWaterMark: 0 });
  // Not `new Request(req, …)`: that would wire up the request's signal as well,
  // which the runtime aborts even after success. Streams end in `cancel()`.
  return new Request(req.url, {
    method: req.method,
    headers: req.headers,
    body,
  });
}
