import { page } from "fresh";
import { ChooseConversation } from "@/components/conversations/ChooseConversation.tsx";
import { InboxRow } from "@/components/conversations/InboxRow.tsx";
import { mayAdminister } from "@/lib/accounts/model.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { parseConversation } from "@/lib/conversations/draft.ts";
import { listMemberships } from "@/lib/conversations/find.ts";
import { findInboxRow } from "@/lib/conversations/inbox.ts";
import { answer, fragmentResponse } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { newConversationPage } from "@/routes/(signed-in)/conversations/new.tsx";
import { NewConversation } from "@/components/conversations/NewConversation.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The inbox; making a conversation. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const one = ctx.url.searchParams.get("row");
    if (one !== null) {
      const row = await findInboxRow(ctx.state.user, one);
      return fragmentResponse(ctx, <InboxRow row={row} />);
    }
    ctx.state.title = ctx.state.reader.t("inbox.title");
    ctx.state.pane = "inbox";
    const { user } = ctx.state;
    return page({
      name: user.name,
      none: (await listMemberships(user.id)).length === 0,
      invite: mayAdminister(user) ? "/admin" : undefined,
    });
  },
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const draft = await parseConversation(user, {
        kind: form.text("kind"),
        members: form.all("members"),
        name: form.text("name"),
        description: form.text("description"),
        encryption: form.text("encryption"),
      });
      await takeToken("conversation", user.id);
      const { id } = await createConversation(user, draft);
      return answer(ctx, { redirect: `/conversations/${id}` });
    }, {
      page: async (refusal) => await newConversationPage(ctx, refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data }) =>
  "token" in data
    ? <NewConversation {...data} />
    : <ChooseConversation {...data} />
);
