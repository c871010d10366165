/**
 * Which handler a URL belongs to. Exact paths are found in a map and beat
 * patterns; of several patterns the one added first wins. A pattern is judged
 * by the native `URLPattern`, which is slow, so only those whose fixed
 * beginning and number of segments fit are asked.
 */

/** Methods a route can serve. */
export type Method =
  | "HEAD"
  | "GET"
  | "POST"
  | "PATCH"
  | "PUT"
  | "DELETE"
  | "OPTIONS";

/** Every method, in the order `Allow` lists them. */
export const METHODS: readonly Method[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

interface Entry<T> {
  readonly path: string;
  readonly byMethod: Map<string, T>;
}

interface PatternEntry<T> extends Entry<T> {
  readonly pattern: URLPattern;
  readonly prefix: string;
  /** Number of "/" in every path it can match; -1 if that varies. */
  readonly slashes: number;
}

/** What `match` found. `item` is null if the path exists for other methods only. */
export interface Match<T> {
  readonly path: string | null;
  readonly item: T | null;
  readonly params: Record<string, string>;
  readonly allow: readonly string[];
  /** The path fits, but a parameter in it cannot be decoded. */
  readonly refused: boolean;
}

const SPECIAL = /[*:{}+?()]/;
const PLAIN_PARAMS = /^(\/:\w+|\/[^/*:{}+?()]*)+$/;

/** Table of routes. */
export class Router<T> {
  readonly #exact = new Map<string, Entry<T>>();
  readonly #patterns: PatternEntry<T>[] = [];

  /** Serve `path` with `item`, unless somebody did before for this method. */
  add(method: Method, path: string, item: T): void {
    const { byMethod } = this.#entry(path);
    if (!byMethod.has(method)) byMethod.set(method, item);
  }

  #entry(path: string): Entry<T> {
    if (!SPECIAL.test(path)) {
      let entry = this.#exact.get(path);
      if (entry === undefined) {
        entry = { path, byMethod: new Map() };
        this.#exact.set(path, entry);
      }
      return entry;
    }
    let entry = this.#patterns.find((one) => one.path === path);
    if (entry === undefined) {
      const upTo = path.search(SPECIAL);
      entry = {
        path,
        byMethod: new Map(),
        pattern: new URLPattern({ pathname: path }),
        prefix: PLAIN_PARAMS.test(path) ? path.slice(0, upTo) : "",
        slashes: PLAIN_PARAMS.test(path) ? count(path) : -1,
      };
      this.#patterns.push(entry);
    }
    return entry;
  }

  /** The entry for a path and method. */
  match(method: string, pathname: string): Match<T> {
    const exact = this.#exact.get(pathname) ??
      (pathname === "/" ? undefined : this.#exact.get(otherForm(pathname)));
    if (exact !== undefined) return found(exact, method, {});

    const slashes = count(pathname);
    for (const entry of this.#patterns) {
      if (entry.slashes !== -1 && entry.slashes !== slashes) continue;
      if (!pathname.startsWith(entry.prefix)) continue;
      const hit = entry.pattern.exec({ pathname });
      if (hit !== null) {
        return found(entry, method, hit.pathname.groups);
      }
    }
    return { ...nothing, params: Object.create(null) };
  }
}

const nothing = { path: null, item: null, allow: [], refused: false };

function found<T>(
  { path, byMethod }: Entry<T>,
  method: string,
  groups: Record<string, string | undefined>,
): Match<T> {
  const params: Record<string, string> = Object.create(null);
  try {
    for (const name in groups) params[name] = decodeURI(groups[name] ?? "");
  } catch {
    return { path, item: null, params, allow: [], refused: true };
  }
  const item = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined) ?? null;
  const allow = item !== null
    ? []
    : METHODS.filter((one) =>
      byMethod.has(one) || one === "OPTIONS" ||
      (one === "HEAD" && byMethod.has("GET"))
    );
  return { path, item, params, allow, refused: false };
}

/** `/a/` is the other form of `/a`; routes answer to both. */
function otherForm(pathname: string): string {
  return pathname.endsWith("/") ? pathname.slice(0, -1) : pathname + "/";
}

function count(path: string): number {
  let slashes = 0;
  for (let i = 0; i < path.length; i++) {
    if (path.charCodeAt(i) === 47) slashes++;
  }
  return slashes;
}
