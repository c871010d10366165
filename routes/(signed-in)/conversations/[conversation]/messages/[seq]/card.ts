import { findCardPicture } from "@/lib/messages/card_picture.ts";
import { bytesAnswer } from "@/routes/(_state)/picture_answer.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Our copy of the picture on the card under a message. */
export const handler = signedIn.handlers({
  async GET({ req, url, params, state }) {
    const found = await findCardPicture(
      state.user,
      params.conversation!,
      seqOf(params),
    );
    return bytesAnswer(req, url, found);
  },
});
