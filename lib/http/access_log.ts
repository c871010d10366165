/** One line per request, told so that no secret and no text gets into the log. */
import { log } from "@/lib/http/log.ts";
import { aliasOf } from "@/lib/http/net_alias.ts";

/** Paths whose next part is a secret: whoever has the address has the thing. */
const secretAfter = /^\/(?:invite|hooks|recover|peer)\/(.+)$/;

/** The path as it may be logged: without its query and without secrets. */
export function loggedPath(path: string): string {
  const secret = secretAfter.exec(path)?.[1];
  const safe = secret ? path.slice(0, -secret.length) + "…" : path;
  return safe.length > 200 ? safe.slice(0, 200) + "…" : safe;
}

/** What a line tells. */
export interface Answered {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly net: string;
}

/** Adds the line. */
export function logAnswer(about: Answered): void {
  const level = about.status >= 500 && about.status !== 503 ? "error" : "info";
  log(level, "request", {
    ...about,
    net: aliasOf(about.net),
    method: about.method.slice(0, 16),
    path: loggedPath(about.path),
    ms: Math.round(about.ms * 10) / 10,
  });
}
