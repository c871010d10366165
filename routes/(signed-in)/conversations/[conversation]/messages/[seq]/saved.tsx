import { type FreshContext, page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { SaveForm } from "@/components/messages/SaveForm.tsx";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, firstSentence, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { REMIND_CHOICES } from "@/lib/messages/remind_at.ts";
import { findSaved } from "@/lib/messages/save.ts";
import { ownRow } from "@/routes/(signed-in)/conversations/(_talk)/own_row.tsx";
import { doSaved } from "@/routes/(signed-in)/conversations/(_talk)/saved_deed.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

type Context = FreshContext<SignedInState>;

/** Whether one keeps a message for oneself, and when to be reminded of it. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      await takeToken("place", user.id);
      await doSaved(ctx, form);
      // What is saved may be there no more: the list it was settled from is.
      if (form.text("from") === "saved") {
        return answer(ctx, { redirect: "/saved" });
      }
      const message = await find(ctx);
      return answer(ctx, {
        redirect: pathOf(message),
        fragment: await ownRow(user, message),
      });
    }, {
      page: async (refusal: Refusal) => page(await view(ctx, refusal), refusal),
      fragment: sendRefused(ctx.state.reader),
    }),
});

async function find({ state: { user }, params }: Context) {
  return await findMessage(user, params.conversation!, seqOf(params));
}

async function view(ctx: Context, refusal: Refusal | null) {
  const { state } = ctx;
  const { user, reader } = state;
  const message = await find(ctx);
  const { conversation, seq } = message;
  state.title = reader.t("message.saved.title");
  state.current = conversation;
  state.sheets = sheetsOf([message]);
  const error = refusal?.fields?.remind_at;
  const whole = refusal && !error ? firstSentence(refusal) : undefined;
  return {
    row: await ownRow(user, message),
    path: pathOf(message),
    saved: await findSaved(user, conversation, seq),
    typed: refusal?.kept.remind_at,
    error: error ? reader.say(error) : undefined,
    complaint: whole ? reader.say(whole) : undefined,
  };
}

export default signedIn.page<typeof handler>(
  ({ data: { row, ...form }, state }) => (
    <Page title={state.title ?? ""} back={form.path} always>
      {row}
      <SaveForm {...form} choices={REMIND_CHOICES} token={state.csrf} />
    </Page>
  ),
);
