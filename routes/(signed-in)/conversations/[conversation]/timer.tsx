import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { TimerForm } from "@/components/conversations/TimerForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { parseTimer, setTimer } from "@/lib/conversations/set_timer.ts";
import { maySetTimer } from "@/lib/conversations/timer_model.ts";
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
  if (!maySetTimer(conversation, { role: conversation.myRole })) {
    throw new Forbidden({ key: "retention.timer.may_not" });
  }
  state.title = state.reader.t("retention.timer.title");
  state.current = id;
  return {
    conversation,
    values: refusal?.kept,
    refused: refusedOf(state.reader, refusal),
  };
}

/** After how long new messages vanish. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      const minutes = parseTimer({
        timer: form.text("timer"),
        amount: form.text("amount"),
        unit: form.text("unit"),
      });
      await setTimer(ctx.state.user, id, minutes);
      return answer(ctx, { redirect: `/conversations/${id}/details` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("retention.timer.title")}
    line={nameOf(data.conversation.title, state.reader.t)}
    back={`/conversations/${data.conversation.id}/details`}
  >
    <TimerForm
      conversation={data.conversation}
      token={state.csrf}
      values={data.values}
      errors={data.refused.errors}
      sentence={data.refused.sentence}
    />
  </Page>
));
