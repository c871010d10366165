import type { FreshContext } from "fresh";
import type { MessageComposerProps } from "@/islands/MessageComposer.tsx";
import { profileOf } from "@/lib/accounts/model.ts";
import type { Unsent } from "@/lib/conversations/unsent_model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { firstSentence, type Refusal } from "@/lib/http/attempt.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** What a composer starts from: empty, answering a message, or as it was refused. */
export function viewComposer(
  { state }: FreshContext<SignedInState>,
  conversation: { id: string; title: string },
  { answering, refusal, unsent }: {
    answering?: boolean;
    refusal?: Refusal | undefined;
    unsent?: Unsent | null;
  },
): MessageComposerProps {
  const { user, reader } = state;
  return {
    conversation,
    me: profileOf(user),
    token: state.csrf,
    clientId: newId(),
    language: reader.language,
    direction: reader.direction,
    timeZone: reader.timeZone,
    ...answering ? { answering } : {},
    ...refusal
      ? {
        text: refusal.kept.text,
        error: reader.say(firstSentence(refusal)),
      }
      : unsent
      ? {
        text: unsent.text,
        unsent: { clientId: unsent.clientId, at: unsent.at },
      }
      : {},
  };
}
