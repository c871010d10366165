import { type FreshContext, page } from "fresh";
import { KeepAway } from "@/components/people/KeepAway.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { MessagePage } from "@/components/messages/MessagePage.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { ReceiptsOf } from "@/components/messages/ReceiptsOf.tsx";
import { Invalid } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { parseText } from "@/lib/messages/draft.ts";
import { dropCard } from "@/lib/messages/drop_card.ts";
import { readMarks } from "@/lib/messages/marks.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import {
  seqOf,
  viewMessage,
} from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** One message: its permanent address, and what can be done to it. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewMessage(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const action = form.text("_action");
      const message = await act(ctx, action, form.text("text"));
      const { seq } = message;
      return answer(ctx, {
        redirect: placeOf(message),
        fragment: (
          <MessageRow
            message={message}
            mine={message.author.id === ctx.state.user.id}
            marks={(await readMarks(ctx.state.user.id, [message])).get(seq)}
          />
        ),
      });
    }, {
      page: async (refusal: Refusal) =>
        page(await viewMessage(ctx, refusal), refusal),
      fragment: sendRefused(ctx.state.reader),
    }),
});

async function act(
  { state, params }: FreshContext<SignedInState>,
  action: string,
  text: string,
) {
  const id = params.conversation!;
  const seq = seqOf(params);
  switch (action) {
    case "edit":
      return await editMessage(state.user, id, seq, parseText(text));
    case "delete":
      return await deleteMessage(state.user, id, seq);
    case "remove-card":
      return await dropCard(state.user, id, seq);
    default:
      throw new Invalid({ _action: { key: "message.error.action" } });
  }
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={nameOf(data.conversation.title, state.reader.t)}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <MessagePage {...data} token={state.csrf}>
      {data.hasReceipts && <ReceiptsOf {...data} />}
    </MessagePage>
    {!data.mine && !state.user.guest && data.message.author.username && (
      <KeepAway
        profile={data.message.author}
        between={data.between}
        token={state.csrf}
      />
    )}
  </Page>
));
