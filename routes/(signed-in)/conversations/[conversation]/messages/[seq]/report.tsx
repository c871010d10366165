import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { ReportForm } from "@/components/messages/ReportForm.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findMessage } from "@/lib/messages/find.ts";
import {
  hasReported,
  mayReport,
  parseReport,
  reportMessage,
} from "@/lib/messages/report.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Reporting a message to those who moderate. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.conversation!;
      const seq = seqOf(ctx.params);
      const draft = parseReport({
        reason: form.text("reason"),
        words: form.text("words"),
      });
      await takeToken("invite", user.id);
      await reportMessage(user, id, seq, draft);
      return answer(ctx, {
        redirect: `${pathOf({ conversation: id, seq })}/report`,
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
  const id = params.conversation!;
  const seq = seqOf(params);
  const [conversation, message, done] = await Promise.all([
    findNamedConversation(user, id),
    findMessage(user, id, seq),
    hasReported(user, id, seq),
  ]);
  const { kind, author } = message;
  if (!done && !mayReport({ kind, author: author.id }, user.id)) {
    throw new Forbidden({ key: "message.report.error.may_not" });
  }
  state.title = reader.t("message.report.title");
  state.current = id;
  return {
    message,
    group: conversation.kind === "group",
    done,
    values: refusal?.kept,
    refused: refusedOf(reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back={pathOf(data.message)} always>
    <ReportForm {...data} {...data.refused} token={state.csrf} />
  </Page>
));
