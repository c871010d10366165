import { type FreshContext, page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { ReactedList } from "@/components/messages/ReactedList.tsx";
import { ReactForms } from "@/components/messages/ReactForm.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt, firstSentence, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { listAddresses } from "@/lib/messages/custom_emoji.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { listReactions } from "@/lib/messages/list_reactions.ts";
import { readMarks } from "@/lib/messages/marks.ts";
import { react } from "@/lib/messages/react.ts";
import { mayReact } from "@/lib/messages/reaction_model.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Who reacted with what, and one's own: `add` or `remove` is the button's emoji, `emoji` one that was typed. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      await takeToken("react", user.id);
      const { message } = await react(
        user,
        ctx.params.conversation!,
        seqOf(ctx.params),
        form.text("remove") || form.text("add") || form.text("emoji"),
        !form.has("remove"),
      );
      return answer(ctx, {
        redirect: pathOf(message),
        fragment: (
          <MessageRow
            message={message}
            mine={message.author.id === user.id}
            marks={(await readMarks(user.id, [message])).get(message.seq)}
          />
        ),
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
  const { user, reader } = state;
  const id = params.conversation!;
  const seq = seqOf(params);
  const [message, people, pictures] = await Promise.all([
    findMessage(user, id, seq),
    listReactions(user, id, seq),
    listAddresses(),
  ]);
  state.title = reader.t("message.reactions.title");
  state.current = id;
  state.sheets = Object.keys(pictures).length > 0
    ? ["hung", "emoji"]
    : ["hung"];
  return {
    message,
    pictures,
    people,
    marks: (await readMarks(user.id, [message])).get(seq),
    typed: refusal?.kept.emoji ?? "",
    error: refusal ? reader.say(firstSentence(refusal)) : undefined,
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    back={pathOf(data.message)}
    always
  >
    {mayReact(data.message) && <ReactForms {...data} token={state.csrf} />}
    <ReactedList people={data.people} pictures={data.pictures} />
  </Page>
));
