import { type FoundPicture, readPicture } from "@/lib/accounts/picture.ts";

/** A picture as an answer. Its version is in the address, so a browser asks once. */
export async function pictureAnswer(
  req: Request,
  url: URL,
  found: Omit<FoundPicture, "bytes"> & { readonly user: string },
): Promise<Response> {
  const etag = `${found.version}-${found.size}`;
  const headers = headersOf(url, found, etag);
  return sameAs(req, headers) ??
    new Response(await readPicture(found), { headers });
}

/** The same for one whose bytes are here already. */
export function bytesAnswer(
  req: Request,
  url: URL,
  found: {
    readonly version: string;
    readonly type: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  },
): Response {
  const headers = headersOf(url, found, found.version);
  return sameAs(req, headers) ?? new Response(found.bytes, { headers });
}

function headersOf(
  url: URL,
  { version, type }: { version: string; type: string },
  etag: string,
) {
  const named = url.searchParams.get("v") === version;
  return {
    etag: `"${etag}"`,
    "cache-control": named
      ? "private, max-age=31536000, immutable"
      : "private, no-cache",
    // Whatever the bytes are: nothing in them runs, loads or is guessed at.
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
    "content-type": type,
  };
}

/** The answer to who has it already. */
function sameAs(
  req: Request,
  { "content-type": _, ...headers }: ReturnType<typeof headersOf>,
): Response | null {
  if (req.headers.get("if-none-match") !== headers.etag) return null;
  return new Response(null, { status: 304, headers });
}
