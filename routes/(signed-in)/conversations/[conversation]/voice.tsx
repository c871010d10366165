import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { threadPath } from "@/components/messages/Quoted.tsx";
import { VoiceForm } from "@/components/messages/VoiceForm.tsx";
import { nameOf } from "@/components/people/Named.ts";
import VoiceRecorder from "@/islands/VoiceRecorder.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findQuote } from "@/lib/messages/find.ts";
import { sendVoice, voiceLimit } from "@/lib/messages/send_voice.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { recorderReader } from "@/routes/(signed-in)/conversations/(_talk)/recorder_reader.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Saying it aloud: a page of its own, with or without script. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const conversation = ctx.params.conversation!;
      await takeToken("upload", user.id);
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, conversation);
      const message = await sendVoice(user, conversation, {
        sound: form.files("voice")[0],
        ms: form.text("ms"),
        bars: form.text("bars"),
        text: form.text("text"),
        clientId: form.text("client_id"),
        replyTo: form.text("reply_to"),
        thread: form.text("thread"),
      });
      const place = message.inThread === undefined
        ? `/conversations/${conversation}`
        : threadPath(conversation, message.inThread);
      return answer(ctx, { redirect: `${place}#m-${message.seq}` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
      fragment: sendRefused(ctx.state.reader),
    }),
});

async function view(
  { state, params, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const conversation = await findNamedConversation(user, params.conversation!);
  demand(conversation, { role: conversation.myRole }, "post");
  const limit = await voiceLimit();
  if (limit === 0) throw new Forbidden({ key: "voice.error.off" });
  state.title = reader.t("voice.new.title");
  state.current = conversation.id;
  state.sheets = ["hung", "voice"];
  const kept = refusal?.kept ?? Object.fromEntries(url.searchParams);
  return {
    conversation,
    limit,
    clientId: newId(),
    kept,
    quote: await findQuote(user, conversation.id, numberOf(kept.reply_to)),
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
    <VoiceForm
      {...data}
      conversation={data.conversation.id}
      token={state.csrf}
    >
      <VoiceRecorder
        reader={recorderReader(state.reader)}
        megabytes={data.limit}
      />
    </VoiceForm>
  </Page>
));
