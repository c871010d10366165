import { findPictureOf, parsePictureSize } from "@/lib/accounts/picture.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { pictureAnswer } from "@/routes/(_state)/picture_answer.ts";

/** Somebody's picture. */
export const handler = signedIn.handlers({
  async GET({ req, params, url }) {
    const size = parsePictureSize(url.searchParams.get("size"));
    const found = await findPictureOf(params.username!, size);
    return await pictureAnswer(req, url, found);
  },
});
