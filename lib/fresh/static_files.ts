/** `staticFiles()`: serves what the build put into its table, nothing else. */
import { ASSET_KEY } from "./asset_key.ts";
import { internals } from "./context.ts";
import type { AssetEntry, Snapshot } from "./snapshot.ts";
import type { Middleware } from "./types.ts";

/** Files up to this size are kept in memory after their first request. */
const KEPT_BYTES = 512 * 1024;

/** Middleware that answers for static files and goes on for the rest. */
export function staticFiles<State>(): Middleware<State> {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();

  async function content(snapshot: Snapshot, file: string) {
    const url = new URL(`static/${escaped(file)}`, snapshot.base);
    const known = kept.get(url.href);
    if (known !== undefined) return known;
    const bytes = await Deno.readFile(url);
    if (bytes.length <= KEPT_BYTES) kept.set(url.href, bytes);
    return bytes;
  }

  return async function staticFiles(ctx) {
    const { snapshot } = ctx[internals];
    if (snapshot === null) return await ctx.next();
    const entry = lookUp(snapshot, ctx.url.pathname, ctx.config.basePath);
    if (entry === undefined) {
      // Browsers ask by themselves; not worth drawing the page for "not found".
      if (ctx.url.pathname !== "/favicon.ico") return await ctx.next();
      return new Response(null, { status: 404 });
    }
    const { method } = ctx.req;
    if (method !== "GET" && method !== "HEAD") {
      const headers = { allow: "GET, HEAD" };
      return new Response(null, { status: 405, headers });
    }

    const key = ctx.url.searchParams.get(ASSET_KEY);
    const { build } = snapshot.manifest;
    const right = key === entry.hash || key === build;
    if (key !== null && !right) return bareUrl(ctx.url);

    const etag = `W/"${entry.hash}"`;
    const named = ctx.url.pathname.includes("/_fresh/");
    const headers = new Headers({
      "content-type": entry.type,
      "cache-control": right || named
        ? "public, max-age=31536000, immutable"
        : "no-cache",
      etag,
      vary: "accept-encoding",
    });
    if (hasTag(ctx.req.headers.get("if-none-match"), entry.hash)) {
      return new Response(null, { status: 304, headers });
    }
    const accepted = ctx.req.headers.get("accept-encoding") ?? "";
    const coding = codings.find(({ size, takes }) =>
      entry[size] !== undefined && takes(accepted)
    );
    if (coding !== undefined) headers.set("content-encoding", coding.name);
    const { size, suffix } = coding ?? plain;
    headers.set("content-length", String(entry[size]));
    if (method === "HEAD") return new Response(null, { headers });
    const body = await content(snapshot, entry.file + suffix);
    return new Response(body, { headers });
  };
}

const plain = { size: "size", suffix: "" } as const;

/** In the order they are preferred. */
const codings = [
  { name: "br", size: "br", suffix: ".br", takes: taking("br") },
  { name: "gzip", size: "gz", suffix: ".gz", takes: taking("gzip") },
] as const;

/** Tells whether an `Accept-Encoding` header allows a coding. */
function taking(name: string): (accepted: string) => boolean {
  const part = new RegExp(
    `(?:^|[,\\s])(?:${name}|\\*)\\s*(;[^,]*)?(?:,|$)`,
    "i",
  );
  return (accepted) => {
    const found = part.exec(accepted);
    return found !== null && !/;\s*q=0(\.0*)?\s*$/i.test(found[1] ?? "");
  };
}

function lookUp(
  { manifest }: Snapshot,
  pathname: string,
  basePath: string,
): AssetEntry | undefined {
  if (!pathname.startsWith(basePath)) return undefined;
  let path = pathname.slice(basePath.length);
  if (path.includes("%")) {
    try {
      path = decodeURIComponent(path);
    } catch {
      return undefined; // not the name of any file
    }
  }
  return Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined;
}

/** The key is of another version: send to the URL that always has the newest. */
function bareUrl(url: URL): Response {
  const bare = new URL(url);
  bare.searchParams.delete(ASSET_KEY);
  return new Response(null, {
    status: 307,
    headers: { location: bare.pathname + bare.search },
  });
}

/** Whether `If-None-Match` names the hash, weak or not. */
function hasTag(header: string | null, hash: string): boolean {
  const tags = header?.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return tags?.some((tag) => tag === "*" || tag === `"${hash}"`) ?? false;
}

function escaped(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
