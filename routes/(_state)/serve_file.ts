/** Gives a file out, as little of it as is asked for. */
import { isShown } from "@/lib/files/kind.ts";
import { disposition } from "@/lib/files/name.ts";
import { openBlob } from "@/lib/files/open.ts";
import { askedBytes } from "@/lib/http/byte_range.ts";

/**
 * The answer with a file's bytes. ASK FIRST WHETHER THIS READER MAY HAVE THEM:
 * already "not modified" says something of them.
 * @param id names the same bytes for ever
 */
export async function serveFile(
  req: Request,
  id: string,
  { blob, type, size, name }: {
    blob: string;
    type: string;
    size: number;
    name: string;
  },
): Promise<Response> {
  const etag = `"${id}"`;
  const saved = new URL(req.url).searchParams.has("download");
  const headers: Record<string, string> = {
    etag,
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache, no-transform",
    // Whatever the bytes are: nothing in them runs, loads or is guessed at.
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": disposition(
      isShown(type) && !saved ? "inline" : "attachment",
      name,
    ),
  };
  const asked = askedBytes(req, etag, size);
  if (!("first" in asked)) {
    if (asked.status === 416) headers["content-range"] = `bytes */${size}`;
    return new Response(null, { status: asked.status, headers });
  }
  const { status, first, last } = asked;
  if (status === 206) {
    headers["content-range"] = `bytes ${first}-${last}/${size}`;
  }
  // What is only ever saved is bytes: no program is told that it may open it.
  headers["content-type"] = isShown(type) ? type : "application/octet-stream";
  headers["content-length"] = String(last - first + 1);
  const body = req.method === "HEAD"
    ? null
    : await openBlob(blob, { first, last });
  return new Response(body, { status, headers });
}
