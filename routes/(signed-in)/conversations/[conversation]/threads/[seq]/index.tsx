import { page } from "fresh";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { ThreadPage } from "@/routes/(signed-in)/conversations/(_talk)/thread_page.tsx";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { viewThread } from "@/routes/(signed-in)/conversations/(_talk)/view_thread.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** One thread: the newest of it, or before, after or around a number. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const view = await viewThread(ctx, seqOf(ctx.params), {
      before: numberOf(searchParams.get("before")),
      after: numberOf(searchParams.get("after")),
      around: numberOf(searchParams.get("around")),
      reply: numberOf(searchParams.get("reply")),
    });
    return page(view);
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <ThreadPage {...data} token={state.csrf} />
));
