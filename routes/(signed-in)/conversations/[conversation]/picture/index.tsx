import { page } from "fresh";
import { findPictureUnder, parsePictureSize } from "@/lib/accounts/picture.ts";
import { changePicture } from "@/lib/conversations/change_picture.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { pictureAnswer } from "@/routes/(_state)/picture_answer.ts";
import {
  PicturePage,
  viewPicture,
} from "@/routes/(signed-in)/conversations/(_talk)/picture_page.tsx";
import { readPicture } from "@/routes/(signed-in)/settings/(_profile)/read_profile.ts";

/** A group's picture, for its members; and another one in its place. */
export const handler = signedIn.handlers({
  async GET({ state, req, params, url }) {
    const id = params.conversation!;
    await findConversation(state.user, id);
    const size = parsePictureSize(url.searchParams.get("size"));
    return await pictureAnswer(req, url, await findPictureUnder(id, size));
  },
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.conversation!;
      await takeToken("profile", user.id);
      const wish = form.has("picture_remove")
        ? { what: "remove" } as const
        : await readPicture(form);
      await changePicture(user, id, wish);
      return answer(ctx, { redirect: `/conversations/${id}/details` });
    }, {
      page: async (refusal) => page(await viewPicture(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <PicturePage data={data} state={state} />
));
