import { type FreshContext, page } from "fresh";
import { PinForm } from "@/components/messages/PinForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, firstSentence, type Refusal } from "@/lib/http/attempt.ts";
import { Invalid } from "@/lib/errors.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { pinMessage, unpinMessage } from "@/lib/messages/pin.ts";
import { ownRow } from "@/routes/(signed-in)/conversations/(_talk)/own_row.tsx";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Whether a message is pinned in its conversation. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.conversation!;
      const seq = seqOf(ctx.params);
      await takeToken("react", user.id);
      // Everybody is told of a pin: a request that says nothing makes none.
      const wish = form.text("_action");
      if (wish === "add") await pinMessage(user, id, seq);
      else if (wish === "remove") await unpinMessage(user, id, seq);
      else throw new Invalid({ _action: { key: "error.invalid" } });
      const message = await findMessage(user, id, seq);
      return answer(ctx, {
        redirect: pathOf(message),
        fragment: await ownRow(user, message),
      });
    }, {
      page: async (refusal: Refusal) => page(await view(ctx, refusal), refusal),
      fragment: sendRefused(ctx.state.reader),
    }),
});

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const id = params.conversation!;
  const message = await findMessage(state.user, id, seqOf(params));
  const { t, say } = state.reader;
  state.title = t(message.pinned ? "message.unpin" : "message.pin");
  state.current = id;
  state.sheets = sheetsOf([message]);
  return { message, error: refusal ? say(firstSentence(refusal)) : undefined };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back={pathOf(data.message)} always>
    <MessageRow
      message={data.message}
      mine={data.message.author.id === state.user.id}
    />
    <PinForm {...data} token={state.csrf} />
  </Page>
));
