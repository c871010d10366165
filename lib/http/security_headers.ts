/**
 * The headers every response carries, set at the outermost place so that error
 * pages, redirects and files cannot miss them.
 */

/**
 * What a route may ask to be allowed, in a header that the gate takes off:
 * `log-frame` a page that holds the script-free log in a frame · `framed-log`
 * that log itself · `wasm` a page that loads WebAssembly.
 */
export type Allowance = "log-frame" | "framed-log" | "wasm";

const marker = "gate-allow";

/** Asks the gate for an allowance: `allow(ctx.headers, "log-frame")`. */
export function allow(headers: Headers, ...asked: Allowance[]): void {
  for (const one of asked) headers.append(marker, one);
}

/** The same as plain data, for `page(data, { headers: allowing("log-frame") })`. */
export function allowing(...asked: Allowance[]): Record<string, string> {
  return { [marker]: asked.join(", ") };
}

/** The policy of a page. `app` is our renderer's, `htmx` guards htmx's swaps. */
export function contentPolicy(asked: ReadonlySet<string>): string {
  return [
    "default-src 'none'",
    `script-src 'self'${asked.has("wasm") ? " 'wasm-unsafe-eval'" : ""}`,
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${asked.has("framed-log") ? "'self'" : "'none'"}`,
    `frame-src ${asked.has("log-frame") ? "'self'" : "'none'"}`,
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types app htmx",
    "report-to csp",
    "report-uri /csp-report",
  ].join("; ");
}

/** Powers that pages use themselves, and those that nothing here may ever use. */
const powers = [
  ...["camera", "microphone", "display-capture"].map((one) => `${one}=(self)`),
  ...["geolocation", "payment", "usb"]
    .map((one) => `${one}=()`),
].join(", ");

/**
 * What a style sheet, script or picture may do if somebody opens it by itself:
 * nothing. Only a worker's script asks anything of the server. Kept short,
 * because on a slow line a page pays for the headers of each of its files.
 */
const filePolicy = "default-src 'none'; frame-ancestors 'none'";
const scriptPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";
const filePowers = "camera=(), microphone=(), geolocation=()";

function isScript(headers: Headers): boolean {
  return /^text\/javascript/.test(headers.get("content-type") ?? "");
}

/** Is this a file of ours that pages load, and no page itself? */
function isFile(headers: Headers): boolean {
  return /^(text\/(css|javascript)|image\/|font\/)/.test(
    headers.get("content-type") ?? "",
  );
}

const always: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["cross-origin-embedder-policy", "require-corp"],
  ["origin-agent-cluster", "?1"],
];

const policies = new Map<string, string>();

/** Sets every header a response must carry. What a route set on purpose stays. */
export function secure(headers: Headers, https: boolean): void {
  const wish = headers.get(marker) ?? "";
  headers.delete(marker);
  const asked = new Set(wish.split(/\s*,\s*/));
  let policy = policies.get(wish);
  if (policy === undefined) {
    policies.set(wish, policy = contentPolicy(asked));
  }
  for (const [name, value] of always) headers.set(name, value);
  const file = isFile(headers);
  headers.set("permissions-policy", file ? filePowers : powers);
  if (!file) headers.set("reporting-endpoints", 'csp="/csp-report"');
  headers.set(
    "x-frame-options",
    asked.has("framed-log") ? "SAMEORIGIN" : "DENY",
  );
  // A file brings a stricter policy of its own.
  if (!headers.has("content-security-policy")) {
    headers.set(
      "content-security-policy",
      file ? (isScript(headers) ? scriptPolicy : filePolicy) : policy,
    );
  }
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  if (https) {
    headers.set(
      "strict-transport-security",
      "max-age=63072000; includeSubDomains",
    );
  }
}
