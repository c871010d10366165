import { findFile } from "@/lib/files/find.ts";
import { voiceFileName } from "@/lib/messages/voice_model.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { serveFile } from "@/routes/(_state)/serve_file.ts";

/**
 * The bytes of a message's file. Whether this reader may have them is asked on
 * every request, before anything is said of them, "not modified" too.
 */
export const handler = signedIn.handlers({
  async GET({ req, params, state }) {
    const { conversation = "", file = "" } = params;
    const seq = seqOf(params);
    const place = { conversation, seq, file };
    const { name, ...found } = await findFile(state.user, place);
    return await serveFile(req, file, {
      ...found,
      name: name ?? voiceFileName(seq, found.type),
    });
  },
});
