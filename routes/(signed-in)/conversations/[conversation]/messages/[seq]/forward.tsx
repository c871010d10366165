import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { ForwardForm } from "@/components/messages/ForwardForm.tsx";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { Invalid } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { checkClientId, parseText } from "@/lib/messages/draft.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { forwardMessage, type Onward } from "@/lib/messages/forward.ts";
import { findTargets } from "@/lib/search/find_targets.ts";
import { ownRow } from "@/routes/(signed-in)/conversations/(_talk)/own_row.tsx";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Passing a message on to another conversation. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const to = parseOnward(form);
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, to.conversation);
      const from = {
        conversation: ctx.params.conversation!,
        seq: seqOf(ctx.params),
      };
      const { seq } = await forwardMessage(user, from, to);
      return answer(ctx, {
        redirect: `/conversations/${to.conversation}#m-${seq}`,
      });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

/** @throws Invalid at `to` and `client_id`, and at `text` for what is said with it */
function parseOnward(form: Form): Onward {
  const conversation = form.text("to");
  if (!conversation) {
    throw new Invalid({ to: { key: "message.forward.error.to" } });
  }
  const clientId = form.text("client_id");
  checkClientId(clientId);
  const typed = form.text("words");
  const words = typed.trim() === "" ? "" : parseText(typed);
  return { conversation, clientId, words };
}

async function view(
  { state, params, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const query = refusal?.kept.q ?? url.searchParams.get("q") ?? "";
  const [message, targets] = await Promise.all([
    findMessage(user, params.conversation!, seqOf(params)),
    findTargets(user, query),
  ]);
  state.title = reader.t("message.forward.title");
  state.current = message.conversation;
  state.sheets = sheetsOf([message]);
  const { errors, ...rest } = refusedOf(reader, refusal);
  const { text, ...others } = errors ?? {};
  return {
    row: await ownRow(user, message),
    path: pathOf(message),
    targets,
    query,
    clientId: newId(),
    kept: refusal?.kept ?? {},
    ...rest,
    // What a group forbids may be in the message as well as in the words.
    errors: text ? { ...others, words: text } : errors,
  };
}

export default signedIn.page<typeof handler>(
  ({ data: { row, ...form }, state }) => (
    <Page title={state.title ?? ""} back={form.path} always>
      {row}
      <ForwardForm {...form} token={state.csrf} />
    </Page>
  ),
);
