import type { FreshContext } from "fresh";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { NotFound } from "@/lib/errors.ts";
import { type Refusal, sentenceAt } from "@/lib/http/attempt.ts";
import { listScheduled } from "@/lib/messages/list_scheduled.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** One's scheduled messages, of the conversation in the address if there is one. */
export async function viewScheduled(
  { state, params }: FreshContext<SignedInState>,
  refusal?: Refusal,
) {
  const { user, reader } = state;
  const here = params.conversation;
  const found = await listScheduled(user, here);
  const ids = [...new Set([...here ? [here] : [], ...found.map(conversation)])];
  const titles = new Map(
    await Promise.all(ids.map(async (id) => {
      try {
        return [id, (await findNamedConversation(user, id)).title] as const;
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
        return [id, null] as const;
      }
    })),
  );
  // What one wrote stays one's own after leaving; a stranger learns nothing.
  if (here && titles.get(here) === null && found.length === 0) {
    throw new NotFound({ key: "error.conversation_not_found" });
  }
  state.title = reader.t("message.schedule.title");
  if (here) state.current = here;
  const { kept, fields = {} } = refusal ?? {};
  const { send_at } = fields;
  return {
    rows: found.map((one) => ({
      one,
      title: titles.get(one.conversation) ?? null,
    })),
    refused: kept && {
      id: kept.id ?? "",
      text: kept.text ?? "",
      sendAt: kept.send_at ?? "",
      errors: {
        ...refusal && !send_at &&
          { text: reader.say(sentenceAt(refusal, "text")) },
        ...send_at && fields.text && { text: reader.say(fields.text) },
        ...send_at && { send_at: reader.say(send_at) },
      },
    },
  };
}

const conversation = (one: { readonly conversation: string }) =>
  one.conversation;
