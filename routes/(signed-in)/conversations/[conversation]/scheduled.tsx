import { type FreshContext, page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { ComposePage } from "@/components/messages/ComposePage.tsx";
import { ScheduledList } from "@/components/messages/ScheduledList.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { parseDraft, parseText } from "@/lib/messages/draft.ts";
import {
  cancelScheduled,
  changeScheduled,
  parseDue,
  scheduleMessage,
} from "@/lib/messages/schedule.ts";
import { sendScheduledNow } from "@/lib/messages/send_scheduled.ts";
import { viewCompose } from "@/routes/(signed-in)/conversations/(_talk)/view_compose.ts";
import { viewScheduled } from "@/routes/(signed-in)/conversations/(_talk)/view_scheduled.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** What one has set for later here; POST without `id` sets one more. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page({ list: await viewScheduled(ctx), write: null }),
  POST: (ctx) => {
    let setting = false;
    return attempt(ctx, async (form) => {
      setting = form.text("id") === "";
      await takeToken("send", ctx.state.user.id);
      const redirect = await (setting ? set(ctx, form) : settle(ctx, form));
      return answer(ctx, { redirect });
    }, {
      page: async (refusal) =>
        page(
          setting
            ? { list: null, write: await viewCompose(ctx, refusal) }
            : { list: await viewScheduled(ctx, refusal), write: null },
          refusal,
        ),
    });
  },
});

async function set(
  { state, params }: FreshContext<SignedInState>,
  form: Form,
): Promise<string> {
  const conversation = params.conversation!;
  const draft = parseDraft({
    text: form.text("text"),
    clientId: form.text("client_id"),
    replyTo: form.text("reply_to"),
    unsent: form.text("unsent"),
  }, conversation);
  const due = parseDue(form.text("send_at"), state.reader.timeZone);
  await scheduleMessage(state.user, draft, due);
  return `/conversations/${conversation}/scheduled`;
}

async function settle(
  { state, params }: FreshContext<SignedInState>,
  form: Form,
): Promise<string> {
  const { user, reader } = state;
  const conversation = params.conversation!;
  const id = form.text("id");
  const action = form.text("_action");
  if (action === "cancel") await cancelScheduled(user, conversation, id);
  else if (action === "send") {
    const { seq } = await sendScheduledNow(user, conversation, id);
    return `/conversations/${conversation}#m-${seq}`;
  } else {
    await changeScheduled(user, conversation, id, {
      text: parseText(form.text("text")),
      due: parseDue(form.text("send_at"), reader.timeZone),
    });
  }
  return "/scheduled";
}

export default signedIn.page<typeof handler>(({ data, params, state }) => (
  <Page
    title={state.title ?? ""}
    back={`/conversations/${params.conversation}`}
    always
  >
    {data.list
      ? <ScheduledList {...data.list} token={state.csrf} />
      : <ComposePage {...data.write} token={state.csrf} />}
  </Page>
));
