import { type FreshContext, page } from "fresh";
import { ChooseConversation } from "@/components/conversations/ChooseConversation.tsx";
import { PeoplePicker } from "@/components/conversations/PeoplePicker.tsx";
import { InboxRow } from "@/components/conversations/InboxRow.tsx";
import { mayAdminister } from "@/lib/accounts/model.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { parseConversation } from "@/lib/conversations/draft.ts";
import { listMemberships } from "@/lib/conversations/find.ts";
import { findInboxRow } from "@/lib/conversations/inbox.ts";
import { answer, fragmentResponse } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { readForm } from "@/lib/http/forms.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { partOf } from "@/routes/(signed-in)/conversations/(_talk)/part_of.ts";
import { newConversationPage } from "@/routes/(signed-in)/conversations/new.tsx";
import { NewConversation } from "@/components/conversations/NewConversation.tsx";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** The inbox; making a conversation. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const one = ctx.url.searchParams.get("row");
    if (one !== null) {
      const row = await findInboxRow(ctx.state.user, one, partOf(ctx.url));
      // Nothing to show is an answer, too: the row leaves this part of the list.
      return row
        ? fragmentResponse(ctx, <InboxRow row={row} />)
        : new Response(null, { status: 204 });
    }
    ctx.state.title = ctx.state.reader.t("inbox.title");
    ctx.state.pane = "inbox";
    ctx.state.sheets = ["parts"];
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
      if (form.text("_action") === "find") return await find(ctx, form);
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
      page: async (refusal) =>
        await newConversationPage(ctx, refusal, await readForm(ctx.req)),
    }),
});

/** Looks for people while a conversation is being made; nothing is made yet. */
async function find(ctx: FreshContext<SignedInState>, form: Form) {
  const found = await newConversationPage(ctx, null, form);
  const { people, values } = found.data;
  return answer(ctx, {
    page: () => found,
    fragment: () => (
      <PeoplePicker
        people={people}
        picked={values.picked ?? []}
        query={values.q ?? ""}
        search
      />
    ),
  });
}

export default signedIn.page<typeof handler>(({ data }) =>
  "token" in data
    ? <NewConversation {...data} />
    : <ChooseConversation {...data} />
);
