import { page } from "fresh";
import {
  PicturePage,
  viewPicture,
} from "@/routes/(signed-in)/conversations/(_talk)/picture_page.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Where a group's picture is chosen. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewPicture(ctx, null)),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <PicturePage data={data} state={state} />
));
