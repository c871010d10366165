import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { RightsForm } from "@/components/conversations/RightsForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { changeRules, parseRules } from "@/lib/conversations/change_rules.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params } = ctx;
  const id = params.conversation!;
  const conversation = await findNamedConversation(state.user, id);
  if (conversation.kind === "direct" || conversation.myRole !== "owner") {
    throw new Forbidden({ key: "conversation.error.may_not.rights" });
  }
  state.title = state.reader.t("conversation.rights.title");
  state.current = id;
  return {
    conversation,
    values: refusal?.kept,
    ticked: refusal?.keptAll,
    refused: refusedOf(state.reader, refusal),
  };
}

/** What each role may do in a group. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      const rules = parseRules({
        history: form.text("history"),
        slow: form.text("slow"),
        readOnly: form.has("read_only"),
      }, (role) => form.all(role));
      await changeRules(ctx.state.user, id, rules);
      return answer(ctx, { redirect: `/conversations/${id}/details` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("conversation.rights.title")}
    line={data.conversation.title}
    back={`/conversations/${data.conversation.id}/details`}
  >
    <RightsForm
      conversation={data.conversation}
      token={state.csrf}
      values={data.values}
      ticked={data.ticked}
      errors={data.refused.errors}
      sentence={data.refused.sentence}
    />
  </Page>
));
