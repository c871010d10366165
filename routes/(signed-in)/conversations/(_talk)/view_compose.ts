import type { FreshContext } from "fresh";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { findUnsent } from "@/lib/conversations/unsent.ts";
import { type Refusal, sentenceAt } from "@/lib/http/attempt.ts";
import { wallClock } from "@/lib/i18n/wall_clock.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

const HOUR = 3_600_000;

/** Everything the page to write on shows, with the form as it was refused. */
export async function viewCompose(
  { state, params }: FreshContext<SignedInState>,
  refusal?: Refusal,
) {
  const { user, reader } = state;
  const [conversation, unsent] = await Promise.all([
    findNamedConversation(user, params.conversation!),
    findUnsent(user, params.conversation!),
  ]);
  state.title = reader.t("message.compose.title", { name: conversation.title });
  state.current = conversation.id;
  const { fields = {}, kept } = refusal ?? {};
  const { send_at } = fields;
  // The next full hour but one.
  const soon = Math.ceil(Date.now() / HOUR) * HOUR + HOUR;
  return {
    conversation,
    clientId: newId(),
    unsent: unsent?.clientId ?? kept?.unsent,
    text: kept?.text ?? unsent?.text,
    reply: numberOf(kept?.reply_to) ?? unsent?.reply,
    sendAt: kept?.send_at ?? wallClock(soon, reader.timeZone),
    errors: {
      ...refusal && !send_at &&
        { text: reader.say(sentenceAt(refusal, "text")) },
      ...send_at && fields.text && { text: reader.say(fields.text) },
      ...send_at && { send_at: reader.say(send_at) },
    },
  };
}
