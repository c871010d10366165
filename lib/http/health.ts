/**
 * What `/healthz`, `/readyz` and `/metrics` tell. Healthy: the process answers.
 * Ready: everything it needs answers as well, so that it may get requests.
 */
import { NotFound } from "@/lib/errors.ts";
import { counter, gauge, histogram, printMetrics } from "@/lib/http/metrics.ts";

const startedAt = Date.now();

const answered = counter(
  "parley_requests_total",
  "Requests answered, by class of status.",
);
const took = histogram(
  "parley_request_seconds",
  "Time until the response began.",
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
);
gauge(
  "parley_uptime_seconds",
  "Time since this process started.",
  () => Math.round((Date.now() - startedAt) / 1_000),
);
gauge(
  "parley_memory_bytes",
  "Resident memory.",
  () => Deno.memoryUsage().rss,
);

/** Counts an answered request. */
export function noteAnswer(status: number, seconds: number): void {
  answered.add(1, { class: `${Math.floor(status / 100)}xx` });
  took.observe(seconds);
}

/** A need answers true, or it throws, or says false. */
type Need = () => boolean | Promise<boolean>;

const needs = new Map<string, Need>();
let stopping = false;

/** Something without which this process is of no use: `needs("store", …)`. */
export function whenReady(name: string, need: Need): void {
  needs.set(name, need);
}

/** From now on the process is not ready: it drains and then stops. */
export function noteStopping(): void {
  stopping = true;
}

/** What is ready and what is not. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, "ok" | "failing" | "stopping">>;
}

/** Asks every need; one that does not answer within a second fails. */
export async function readiness(): Promise<Readiness> {
  const parts: Record<string, "ok" | "failing" | "stopping"> = {};
  if (stopping) parts.process = "stopping";
  await Promise.all([...needs].map(async ([name, need]) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((tell) => {
      timer = setTimeout(tell, 1_000, false);
    });
    // A synchronous throw counts as failing too, hence the wrapping function.
    const asked = (async () => await need())().catch(() => false);
    parts[name] = await Promise.race([asked, late]) ? "ok" : "failing";
    clearTimeout(timer);
  }));
  return { ready: Object.values(parts).every((p) => p === "ok"), parts };
}

/** The answer of `/healthz`. */
export function healthAnswer(): Response {
  return Response.json({ status: "ok" });
}

/** The answer of `/readyz`: 503 while something is missing. */
export async function readyAnswer(): Promise<Response> {
  const state = await readiness();
  return Response.json(
    state,
    state.ready
      ? { status: 200 }
      : { status: 503, headers: { "retry-after": "2" } },
  );
}

/**
 * The answer of `/metrics`: for whoever asks from this machine itself. Through
 * a proxy it is not there, since that could be anybody.
 */
export function metricsAnswer(
  req: Request,
  { remoteAddr }: { remoteAddr: Deno.Addr },
): Response {
  const from = "hostname" in remoteAddr ? remoteAddr.hostname : "";
  const local = /^(127\.|::1$|::ffff:127\.)/.test(from);
  const passedOn = ["x-forwarded-for", "forwarded", "via"]
    .some((name) => req.headers.has(name));
  if (!local || passedOn) {
    throw new NotFound({ key: "error.not_found" });
  }
  return new Response(printMetrics(), {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
  });
}
