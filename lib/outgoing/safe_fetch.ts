/**
 * The only way out for addresses that people type: link previews, web hooks,
 * issuers, push services. Whoever can make a server fetch an address can make
 * it look into the network it stands in; so the name is resolved once, every
 * address it has must be of the open internet, and the connection is held to
 * the address that was checked. `fetch` cannot do that last part: it would ask
 * for the name again, and get another answer.
 */
import { exchange } from "./_exchange.ts";
import { theOutgoing } from "./policy.ts";
import { hostOf, portOf } from "./private_hosts.ts";
import { OutgoingRefused } from "./refused.ts";
import { pinAddress } from "./resolve.ts";

/** What is asked for. Everything has a careful value unless given. */
export interface SafeFetchOptions {
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Ports that may stand in the address; 80 and 443 unless given, "any" for an administrator's. */
  readonly ports?: readonly number[] | "any";
  /** Must it be https? A private host that the settings name may then still be http. */
  readonly secure?: boolean;
  /** How many redirects are followed, each checked like the first; none unless given. Only for GET and HEAD. */
  readonly redirects?: number;
  /** Milliseconds for everything together. */
  readonly timeout?: number;
  /** Bytes of the body, unpacked. */
  readonly limit?: number;
  /** Take the beginning of what is longer than that? Else it is refused. */
  readonly cut?: boolean;
  /**
   * May it be a private host that the settings name? Only for addresses an
   * administrator chose: whatever other people type stays outside.
   */
  readonly namedPrivate?: boolean;
}

const REDIRECTS = [301, 302, 303, 307, 308];

/** Headers that are the transport's, not the caller's. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|cookie|proxy-.*|accept-encoding)$/i;

/** Fetches it. The body has arrived completely. @throws OutgoingRefused */
export async function safeFetch(
  address: string | URL,
  options: SafeFetchOptions = {},
): Promise<Response> {
  const { method = "GET", redirects = 0, timeout = 5_000 } = options;
  const signal = AbortSignal.timeout(timeout);
  let url = parse(address);
  let headers = headersOf(options);
  for (let hop = 0;; hop++) {
    // Only the address the administrator chose may be private, not where it leads.
    const named = options.namedPrivate === true && hop === 0 &&
      theOutgoing().privateHosts.includes(hostOf(url));
    check(url, options, named);
    const answer = await exchange({
      url,
      address: await before(
        signal,
        pinAddress(url.hostname, portOf(url), named),
      ),
      method,
      headers,
      body: bodyOf(options),
      limit: options.limit ?? 1_000_000,
      cut: options.cut ?? false,
      signal,
    });
    if (!REDIRECTS.includes(answer.status)) {
      // As `fetch` does it: where the answer came from in the end.
      return Object.defineProperty(answer, "url", { value: url.href });
    }
    if (redirects === 0) throw new OutgoingRefused("redirect", "none asked");
    if (hop >= redirects || method === "POST") {
      throw new OutgoingRefused("redirect", "too many");
    }
    const next = parse(answer.headers.get("location") ?? "", url);
    // What was meant for one server is not for the next one to see.
    if (next.origin !== url.origin) headers = withoutSecrets(headers);
    url = next;
  }
}

function parse(address: string | URL, base?: URL): URL {
  if (!URL.canParse(String(address), base)) {
    throw new OutgoingRefused("address");
  }
  return new URL(address, base);
}

function check(url: URL, options: SafeFetchOptions, named: boolean): void {
  const { ports = [80, 443], secure = false } = options;
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new OutgoingRefused("address", "scheme");
  }
  if (secure && url.protocol !== "https:" && !named) {
    throw new OutgoingRefused("address", "not https");
  }
  if (url.username || url.password) throw new OutgoingRefused("credentials");
  if (!named && ports !== "any" && !ports.includes(portOf(url))) {
    throw new OutgoingRefused("port");
  }
  if (!named && !theOutgoing().open) throw new OutgoingRefused("closed");
}

function headersOf(options: SafeFetchOptions): Record<string, string> {
  const own = Object.entries(options.headers ?? {})
    .filter(([name]) => !OWN_HEADERS.test(name));
  const body = bodyOf(options);
  return {
    ...Object.fromEntries(own),
    "accept-encoding": "gzip",
    ...(body ? { "content-length": String(body.byteLength) } : {}),
  };
}

function bodyOf({ body }: SafeFetchOptions): Uint8Array | null {
  if (body === undefined) return null;
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

function withoutSecrets(headers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^authorization$/i.test(name)),
  );
}

/** The answer, or the time-out if that comes first. */
async function before<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const end = () => late.reject(new OutgoingRefused("timeout"));
  signal.addEventListener("abort", end);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
