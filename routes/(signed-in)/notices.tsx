import { page } from "fresh";
import { MentionList } from "@/components/messages/MentionList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { seeAllMentions } from "@/lib/conversations/mention_list.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { listMentions } from "@/lib/messages/list_mentions.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What mentions or answers one. Looking at the list sees nothing; following a line of it does. */
export const handler = signedIn.handlers({
  async GET({ state, url }) {
    const before = numberOf(url.searchParams.get("before"));
    const found = await listMentions(state.user, before);
    state.title = state.reader.t("mention.title");
    state.sheets = ["hung"];
    return page(found);
  },
  async POST(ctx) {
    const { user } = ctx.state;
    await takeToken("place", user.id);
    const form = await readForm(ctx.req);
    await seeAllMentions(user, numberOf(form.text("up_to")) ?? 0);
    return answer(ctx, { redirect: "/notices" });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <div data-live>
      <MentionList {...data} token={state.csrf} />
    </div>
  </Page>
));
