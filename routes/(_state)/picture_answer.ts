import { type FoundPicture, readPicture } from "@/lib/accounts/picture.ts";

/** A picture as an answer. Its version is in the address, so a browser asks once. */
export async function pictureAnswer(
  req: Request,
  url: URL,
  found: Omit<FoundPicture, "bytes"> & { readonly user: string },
): Promise<Response> {
  const etag = `"${found.version}-${found.size}"`;
  const named = url.searchParams.get("v") === found.version;
  const headers = {
    etag,
    "cache-control": named
      ? "private, max-age=31536000, immutable"
      : "private, no-cache",
    // Whatever the bytes are: nothing in them runs, loads or is guessed at.
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
  };
  if (req.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(await readPicture(found), {
    headers: { ...headers, "content-type": found.type },
  });
}
