import { type FreshContext, page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import {
  ClosePollForm,
  VoteForm,
  VoterLists,
} from "@/components/messages/VoteForms.tsx";
import { Invalid, NotFound } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { closePoll } from "@/lib/messages/close_poll.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { listVotes } from "@/lib/messages/list_votes.ts";
import { readMarks } from "@/lib/messages/marks.ts";
import { vote } from "@/lib/messages/vote.ts";
import { sendRefused } from "@/routes/(signed-in)/conversations/(_talk)/send_refused.tsx";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** A poll: one's own vote, its end, and who chose what. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      await takeToken("react", user.id);
      const message = await act(ctx, form);
      return answer(ctx, {
        redirect: `${pathOf(message)}/votes`,
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

async function act(
  { state: { user }, params }: FreshContext<SignedInState>,
  form: Form,
) {
  const id = params.conversation!;
  const seq = seqOf(params);
  const action = form.text("_action");
  if (action === "close") return await closePoll(user, id, seq);
  if (action === "withdraw") return await vote(user, id, seq, []);
  const choices = form.all("choice").map((one) => numberOf(one) ?? -1);
  if (choices.length === 0) {
    throw new Invalid({ choice: { key: "poll.error.choice" } });
  }
  return await vote(user, id, seq, choices);
}

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const id = params.conversation!;
  const seq = seqOf(params);
  const message = await findMessage(user, id, seq);
  const { poll } = message;
  if (!poll) throw new NotFound({ key: "message.error.not_found" });
  state.title = reader.t("poll.page.title");
  state.current = id;
  state.sheets = ["hung", "poll"];
  return {
    message,
    poll,
    voters: await listVotes(user, id, seq),
    marks: (await readMarks(user.id, [message])).get(seq),
    mine: message.author.id === user.id,
    error: refusal
      ? reader.say(Object.values(refusal.fields)[0] ?? refusal.sentence)
      : undefined,
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back={pathOf(data.message)} always>
    <MessageRow message={data.message} mine={data.mine} marks={data.marks} />
    <VoteForm {...data} token={state.csrf} />
    <VoterLists {...data} />
    {data.mine && !data.poll.closed && (
      <ClosePollForm {...data} token={state.csrf} />
    )}
  </Page>
));
