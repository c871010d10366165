import { type FreshContext, page } from "fresh";
import { Fragment } from "preact";
import { threadPath } from "@/components/messages/Quoted.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { allowing } from "@/lib/http/security_headers.ts";
import { parseDraft } from "@/lib/messages/draft.ts";
import { runCommand } from "@/lib/messages/run_command.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { sendFiles } from "@/lib/messages/send_files.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { ConversationPage } from "@/routes/(signed-in)/conversations/(_talk)/conversation_page.tsx";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { keepRefused } from "@/routes/(signed-in)/conversations/(_talk)/keep_refused.ts";
import { viewConversation } from "@/routes/(signed-in)/conversations/(_talk)/view_conversation.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { ThreadPage } from "@/routes/(signed-in)/conversations/(_talk)/thread_page.tsx";
import { viewThread } from "@/routes/(signed-in)/conversations/(_talk)/view_thread.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Sending. The page has an address of its own only when a send was refused. */
export const handler = signedIn.handlers({
  GET: (ctx) => ctx.redirect(`/conversations/${ctx.params.conversation}`, 303),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const conversation = ctx.params.conversation!;
      const fields = {
        text: form.text("text"),
        clientId: form.text("client_id"),
        replyTo: form.text("reply_to"),
        unsent: form.text("unsent"),
        thread: form.text("thread"),
      };
      const ids = form.all("files");
      if (ids.length > 0) {
        await takeToken("send", user.id);
        await takeToken("send-conversation", user.id, conversation);
        const sent = await sendFiles(user, conversation, { ...fields, ids });
        return answerSent(ctx, sent);
      }
      const draft = parseDraft(fields, conversation);
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, conversation);
      const { reader } = ctx.state;
      const ran = await runCommand(user, draft, reader);
      const stands = draft.thread === undefined
        ? `/conversations/${conversation}`
        : threadPath(conversation, draft.thread);
      if (ran.kind === "show") return answer(ctx, { redirect: ran.path });
      // Open pages are told of what was done as of everything else.
      if (ran.kind === "done") {
        return answer(ctx, { redirect: stands, fragment: <Fragment /> });
      }
      return answerSent(ctx, await sendMessage(user, ran.draft));
    }, {
      page: async (refusal) => {
        await keepRefused(ctx.state.user, ctx.params.conversation!, refusal);
        return page(await viewAgain(ctx, refusal), {
          status: refusal.status,
          headers: { ...refusal.headers, ...allowing("log-frame") },
        });
      },
      fragment: sendRefused(ctx.state.reader),
    }),
});

/** Where it stands now, or its row alone. */
function answerSent(ctx: FreshContext<SignedInState>, message: ShownMessage) {
  const { conversation, inThread, seq } = message;
  const stands = inThread === undefined
    ? `/conversations/${conversation}`
    : threadPath(conversation, inThread);
  return answer(ctx, {
    redirect: `${stands}#m-${seq}`,
    fragment: <MessageRow message={message} mine />,
  });
}

/** The page the form stood on. A thread that there is not is no page. */
async function viewAgain(ctx: FreshContext<SignedInState>, refusal: Refusal) {
  const root = refusal.fields.thread
    ? undefined
    : numberOf(refusal.kept.thread);
  return root === undefined
    ? { talk: await viewConversation(ctx, {}, { refusal }) }
    : { thread: await viewThread(ctx, root, {}, refusal) };
}

export default signedIn.page<typeof handler>(({ data, state }) =>
  data.thread
    ? <ThreadPage {...data.thread} token={state.csrf} />
    : <ConversationPage {...data.talk} />
);
