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

    const coding = pickCoding(entry, ctx.req.headers.get("accept-encoding"));
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
    if (hasTag(ctx.req.headers.get("if-none-match"), etag)) {
      return new Response(null, { status: 304, headers });
    }
    if (coding !== "") headers.set("content-encoding", coding);
    const size = coding === "br"
      ? entry.br
      : coding === "gzip"
      ? entry.gz
      : entry.size;
    headers.set("content-length", String(size));
    if (method === "HEAD") return new Response(null, { headers });
    const suffix = coding === "br" ? ".br" : coding === "gzip" ? ".gz" : "";
    const body = await content(snapshot, entry.file + suffix);
    return new Response(body, { headers });
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

/** Brotli before gzip before none, among what the client takes. */
function pickCoding(
  entry: AssetEntry,
  accepted: string | null,
): "br" | "gzip" | "" {
  if (accepted === null) return "";
  const takes = (name: string) => {
    const found = new RegExp(
      `(?:^|[,\\s])(?:${name}|\\*)\\s*(;[^,]*)?(?:,|$)`,
      "i",
    )
      .exec(accepted);
    return found !== null && !/;\s*q=0(\.0*)?\s*$/i.test(found[1] ?? "");
  };
  if (entry.br !== undefined && takes("br")) return "br";
  if (entry.gz !== undefined && takes("gzip")) return "gzip";
  return "";
}

function hasTag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const bare = etag.replace(/^W\//, "");
  return header.split(",").some((one) => {
    const tag = one.trim();
    return tag === "*" || tag.replace(/^W\//, "") === bare;
  });
}

function escaped(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
