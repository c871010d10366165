import { type FreshContext, page } from "fresh";
import { ComposePage } from "@/components/messages/ComposePage.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { findUnsent } from "@/lib/conversations/unsent.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { keepUnsent } from "@/lib/messages/keep_unsent.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Writing with room: a page of its own, and where a text is kept until it is sent. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const conversation = ctx.params.conversation!;
      await takeToken("unsent", ctx.state.user.id);
      await keepUnsent(ctx.state.user, {
        conversation,
        text: form.text("text"),
        clientId: form.text("client_id"),
        reply: numberOf(form.text("reply_to")),
      });
      const path = `/conversations/${conversation}`;
      const stay = form.text("_action") === "keep" ? "" : "/compose";
      return answer(ctx, { redirect: path + stay });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal?: Refusal,
) {
  const { user, reader } = state;
  const [conversation, unsent] = await Promise.all([
    findNamedConversation(user, params.conversation!),
    findUnsent(user, params.conversation!),
  ]);
  state.title = reader.t("message.compose.title", { name: conversation.title });
  state.current = conversation.id;
  return {
    conversation,
    clientId: newId(),
    unsent: unsent?.clientId,
    text: refusal?.kept.text ?? unsent?.text,
    reply: unsent?.reply,
    error: refusal && reader.say(refusal.fields.text ?? refusal.sentence),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <ComposePage {...data} token={state.csrf} />
  </Page>
));
