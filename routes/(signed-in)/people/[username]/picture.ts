import {
  findPictureOf,
  parsePictureSize,
  readPicture,
} from "@/lib/accounts/picture.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Somebody's picture. Its version is in the address, so a browser asks once. */
export const handler = signedIn.handlers({
  async GET({ req, params, url }) {
    const found = await findPictureOf(
      params.username!,
      parsePictureSize(url.searchParams.get("size")),
    );
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
  },
});
