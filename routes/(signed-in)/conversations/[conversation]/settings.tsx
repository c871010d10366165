import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { ConversationSettingsForm } from "@/components/conversations/ConversationSettingsForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { parseWords } from "@/lib/conversations/draft.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params } = ctx;
  const conversation = await findNamedConversation(
    state.user,
    params.conversation!,
  );
  if (conversation.kind === "direct") {
    throw new Forbidden({ key: "conversation.error.direct_has_no_name" });
  }
  demand(conversation, { role: conversation.myRole }, "rename");
  state.title = state.reader.t("conversation.settings.title");
  state.current = conversation.id;
  return {
    conversation,
    values: refusal?.kept,
    refused: refusedOf(state.reader, refusal),
  };
}

/** Name and description of a group. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      await describeConversation(
        ctx.state.user,
        id,
        parseWords({
          name: form.text("name"),
          description: form.text("description"),
        }),
      );
      return answer(ctx, { redirect: `/conversations/${id}` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { conversation, values, refused } = data;
  return (
    <Page
      title={state.reader.t("conversation.settings.title")}
      line={conversation.title}
      back={`/conversations/${conversation.id}/details`}
    >
      <ConversationSettingsForm
        conversation={conversation}
        token={state.csrf}
        values={values}
        errors={refused.errors}
        sentence={refused.sentence}
      />
    </Page>
  );
});
