import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { ContentForm } from "@/components/conversations/ContentForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import {
  changeContent,
  parseContent,
} from "@/lib/conversations/change_content.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const id = params.conversation!;
  const conversation = await findNamedConversation(state.user, id);
  if (conversation.kind === "direct" || conversation.myRole !== "owner") {
    throw new Forbidden({ key: "conversation.error.may_not.rights" });
  }
  state.title = state.reader.t("conversation.content.title");
  state.current = id;
  return {
    conversation,
    values: refusal?.kept,
    refused: refusedOf(state.reader, refusal),
  };
}

/** What may not be said in a group. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      const rules = parseContent({
        noLinks: form.has("no_links"),
        longest: form.text("longest"),
        words: form.text("words"),
      });
      await changeContent(ctx.state.user, id, rules);
      return answer(ctx, { redirect: `/conversations/${id}/details` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={data.conversation.title}
    back={`/conversations/${data.conversation.id}/settings`}
  >
    <ContentForm
      action={`/conversations/${data.conversation.id}/rules`}
      token={state.csrf}
      rules={data.conversation.content ?? {}}
      values={data.values}
      {...data.refused}
    />
  </Page>
));
