import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { NewPollForm } from "@/components/messages/NewPollForm.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { parseDraft } from "@/lib/messages/draft.ts";
import { parsePoll } from "@/lib/messages/poll_draft.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Asking the others: a page of its own, with or without script. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const conversation = ctx.params.conversation!;
      const draft = parseDraft(
        { text: form.text("text"), clientId: form.text("client_id") },
        conversation,
      );
      const poll = parsePoll({
        options: form.text("options"),
        several: form.has("several"),
        anonymous: form.has("anonymous"),
        closes: form.text("closes"),
      }, Date.now());
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, conversation);
      const { seq } = await sendMessage(user, { ...draft, poll });
      return answer(ctx, {
        redirect: `/conversations/${conversation}#m-${seq}`,
      });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const conversation = await findNamedConversation(user, params.conversation!);
  state.title = reader.t("poll.new.title");
  state.current = conversation.id;
  return {
    conversation,
    clientId: newId(),
    kept: refusal?.kept ?? {},
    ...refusedOf(reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={nameOf(data.conversation.title, state.reader.t)}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <NewPollForm
      {...data}
      conversation={data.conversation.id}
      token={state.csrf}
    />
  </Page>
));
