import { page } from "fresh";
import { UnreadList } from "@/components/messages/UnreadList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { readAll } from "@/lib/conversations/mark_unread.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { listUnread } from "@/lib/messages/list_unread.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** One page of everything unread. Looking at it reads nothing; its buttons do. */
export const handler = signedIn.handlers({
  async GET({ state }) {
    const found = await listUnread(state.user);
    state.title = state.reader.t("inbox.waiting.title");
    return page(found);
  },
  async POST(ctx) {
    const { user } = ctx.state;
    await takeToken("place", user.id);
    const form = await readForm(ctx.req);
    if (form.text("_action") === "all") await readAll(user);
    else {
      await readUpTo(
        user,
        form.text("conversation"),
        numberOf(form.text("seq")) ?? 0,
      );
    }
    return answer(ctx, { redirect: "/unread" });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <UnreadList {...data} me={state.user.id} token={state.csrf} />
  </Page>
));
