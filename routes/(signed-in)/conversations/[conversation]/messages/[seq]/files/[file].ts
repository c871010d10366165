import { findFile } from "@/lib/files/find.ts";
import { isShown } from "@/lib/files/kind.ts";
import { disposition } from "@/lib/files/name.ts";
import { openBlob } from "@/lib/files/open.ts";
import { askedBytes } from "@/lib/http/byte_range.ts";
import { voiceFileName } from "@/lib/messages/voice_model.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/**
 * The bytes of a message's file. Whether this reader may have them is asked on
 * every request, before anything is said of them, "not modified" too.
 */
export const handler = signedIn.handlers({
  async GET({ req, params, state, url }) {
    const { conversation = "", file = "" } = params;
    const seq = seqOf(params);
    const { blob, type, size, name } = await findFile(state.user, {
      conversation,
      seq,
      file,
    });
    // An id names the same bytes for ever.
    const etag = `"${file}"`;
    const shown = isShown(type) && !url.searchParams.has("download");
    const headers: Record<string, string> = {
      etag,
      "accept-ranges": "bytes",
      "cache-control": "private, no-cache, no-transform",
      // Whatever the bytes are: nothing in them runs, loads or is guessed at.
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": disposition(
        shown ? "inline" : "attachment",
        name ?? voiceFileName(seq, type),
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
  },
});
