/**
 * What a request must be before anything reads its address. `new URL()` is not
 * safe here: `Host: a b` makes it throw, and `Host: a/../x?` moves the path.
 */
import { RequestProblem } from "@/lib/http/request_problem.ts";
import type { Settings } from "@/lib/http/settings.ts";

/** The methods this server knows. */
export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

const hostForm =
  /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_.])?)(?::\d{1,5})?$/i;
/** What the runtime writes into the address when a request names no host. */
const hostOfNobody = /^localhost:\d+$/;
const pathLimit = 4_096;
const targetLimit = 8_192;

const bad = (status: 400 | 421 = 400) =>
  new RequestProblem(status, {
    key: status === 400 ? "error.bad_request" : "error.wrong_host",
  });

/** A request that names itself well. */
export interface Target {
  readonly host: string;
  /** The path as sent, still encoded. */
  readonly path: string;
}

/** Is this a host, with or without a port? */
export function isHost(text: string): boolean {
  const port = /:(\d+)$/.exec(text)?.[1];
  return text.length <= 261 && hostForm.test(text) &&
    !(port !== undefined && Number(port) > 65_535);
}

function hostOf(req: Request, authority: string): string {
  const header = req.headers.get("host");
  if (header !== null) {
    // An absolute request target may name another host than the header does.
    if (header !== authority || !isHost(header)) throw bad();
    return header;
  }
  // HTTP/2 carries the host in the address only; HTTP/1 must have the header.
  const plain = req.url.startsWith("http:");
  if (!isHost(authority) || (plain && hostOfNobody.test(authority))) {
    throw bad();
  }
  return authority;
}

function checkPath(path: string): void {
  // `\` and `#` are no part of a path, and `//host` is another site to browsers.
  if (!path.startsWith("/") || /^\/\/|[\\#]/.test(path)) throw bad();
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw bad();
  }
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x1f\x7f]/.test(decoded)) throw bad();
}

/** Checks method, host and path; throws `RequestProblem` with the right status. */
export function checkRequest(req: Request, settings: Settings): Target {
  const url = req.url;
  const start = url.indexOf("://") + 3;
  const header = req.headers.get("host");
  // A broken host may itself hold `/`, so the header says where it ends.
  const end = header !== null && url.startsWith(header, start)
    ? start + header.length
    : (url.slice(start).search(/[/?#]/) + 1 || Infinity) + start - 1;
  const host = hostOf(req, url.slice(start, end));
  const target = url.slice(end);
  const query = target.indexOf("?");
  const path = query < 0 ? target : target.slice(0, query);
  // Those who upload in parts ask what is possible (tus).
  const asks = req.method === "OPTIONS" && /^\/uploads(?:\/|$)/.test(path);
  if (!asks && !methods.includes(req.method)) {
    throw new RequestProblem(405, { key: "error.method_not_allowed" }, {
      allow: methods.join(", "),
    });
  }
  if (path.length > pathLimit || target.length > targetLimit) {
    throw new RequestProblem(414, { key: "error.address_too_long" });
  }
  checkPath(path);
  if (query >= 0 && /%00|#/.test(target.slice(query))) throw bad();
  if (settings.originGiven && !answersTo(host, path, settings)) throw bad(421);
  return { host, path };
}

const localNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
/** Watched from the machine itself, which does not know the public name. */
const watched = ["/healthz", "/readyz", "/metrics"];

/** A public server answers to its public name only. */
function answersTo(host: string, path: string, settings: Settings): boolean {
  const own = new URL(settings.origin);
  if (localNames.test(own.host)) return true;
  if (watched.includes(path) && localNames.test(host)) return true;
  const port = own.protocol === "https:" ? ":443" : ":80";
  const name = host.toLowerCase();
  return name === own.host || name === own.host + port;
}
