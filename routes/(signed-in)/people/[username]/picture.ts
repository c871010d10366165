import { findPictureOf, parsePictureSize } from "@/lib/accounts/picture.ts";
import { isMember } from "@/lib/conversations/find.ts";
import { NotFound } from "@/lib/errors.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { pictureAnswer } from "@/routes/(_state)/picture_answer.ts";

/** Somebody's picture. */
export const handler = signedIn.handlers({
  async GET({ req, params, url, state }) {
    const size = parsePictureSize(url.searchParams.get("size"));
    const found = await findPictureOf(params.username!, size);
    const { guest } = state.user;
    // A guest sees those they talk with, and learns of nobody else.
    if (guest && !await isMember(found.user, guest.conversation)) {
      throw new NotFound({ key: "error.not_found" });
    }
    return await pictureAnswer(req, url, found);
  },
});
