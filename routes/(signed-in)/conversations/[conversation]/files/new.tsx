import { page } from "fresh";
import { FilesForm } from "@/components/files/FilesForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { threadPath } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { demandFiles, sendFiles } from "@/lib/messages/send_files.ts";
import { takingFiles } from "@/routes/(signed-in)/conversations/(_talk)/take_files.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { viewFilesForm } from "@/routes/(signed-in)/conversations/(_talk)/view_files_form.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Sending files: a page of its own, which needs no script. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewFilesForm(ctx, null)),
  POST: async (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const conversation = ctx.params.conversation!;
      await demandFiles(user, conversation);
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, conversation);
      const message = await sendFiles(user, conversation, {
        text: form.text("text"),
        clientId: form.text("client_id"),
        replyTo: form.text("reply_to"),
        thread: form.text("thread"),
        unsent: form.text("unsent"),
        ids: form.all("files"),
      });
      const place = message.inThread === undefined
        ? `/conversations/${conversation}`
        : threadPath(conversation, message.inThread);
      return answer(ctx, { redirect: `${place}#m-${message.seq}` });
    }, {
      ...await takingFiles(ctx.state.user, ctx.params.conversation!),
      page: async (refusal) => page(await viewFilesForm(ctx, refusal), refusal),
      fragment: sendRefused(ctx.state.reader),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={nameOf(data.conversation.title, state.reader.t)}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <FilesForm
      {...data}
      conversation={data.conversation.id}
      token={state.csrf}
    />
  </Page>
));
