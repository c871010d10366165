import type { FreshContext } from "fresh";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { nameOf } from "@/components/people/Named.ts";
import { findBetweens } from "@/lib/accounts/between.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { seeMention } from "@/lib/conversations/mentions.ts";
import { listReaders } from "@/lib/conversations/readers.ts";
import { may } from "@/lib/conversations/rights_model.ts";
import { NotFound } from "@/lib/errors.ts";
import { type Refusal, sentenceAt } from "@/lib/http/attempt.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { findSource } from "@/lib/messages/forward.ts";
import { readMarks } from "@/lib/messages/marks.ts";
import { mayDelete, mayEdit } from "@/lib/messages/model.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import { fetchesAhead } from "@/routes/(signed-in)/conversations/(_talk)/fetches_ahead.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";

/** The number in the address. @throws NotFound when it is none */
export function seqOf(params: Record<string, string>): number {
  const seq = numberOf(params.seq);
  if (!seq) throw new NotFound({ key: "message.error.not_found" });
  return seq;
}

/** Everything one message's page shows, with the form as it was refused. */
export async function viewMessage(
  { state, params, req }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const id = params.conversation!;
  const seq = seqOf(params);
  const [conversation, message, readers, { editWindow }, betweens] =
    await Promise.all([
      findNamedConversation(user, id),
      findMessage(user, id, seq),
      listReaders(user, id, seq),
      findServerSettings(),
      findBetweens(user.id),
    ]);
  const facts = { ...message, author: message.author.id };
  state.title = reader.t("message.page.title", {
    name: nameOf(message.author.name, reader.t),
  });
  state.current = id;
  state.sheets = [...new Set(["hung", ...sheetsOf([message])])];
  if (!fetchesAhead(req)) await seeMention(user.id, id, seq);
  return {
    conversation,
    message,
    marks: (await readMarks(user.id, [message])).get(seq),
    mine: message.author.id === user.id,
    visited: user.guest !== undefined,
    between: betweens.get(message.author.id),
    hasReceipts: !user.guest && message.author.id === user.id &&
      message.kind === "text" &&
      message.inThread === undefined,
    /** Null: who hides their own reading does not see others'. */
    readers: user.shareReceipts ? readers : null,
    // How far a thread is read, nobody else is told.
    read: readers.length > 0 && message.inThread === undefined,
    source: message.forwarded ? await findSource(user, message) : null,
    mayEdit: !message.poll && !message.voice && !message.forwarded &&
      may(conversation, { role: conversation.myRole }, "post") &&
      mayEdit(facts, user.id, editWindow, Date.now()),
    mayPin: may(conversation, { role: conversation.myRole }, "pin"),
    mayDelete: mayDelete(
      facts,
      user.id,
      may(conversation, { role: conversation.myRole }, "delete"),
    ),
    text: refusal?.kept.text,
    error: refusal ? reader.say(sentenceAt(refusal, "text")) : undefined,
  };
}
