import type { User } from "@/lib/accounts/model.ts";
import { Problem } from "@/lib/errors.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { keepUnsent } from "@/lib/messages/keep_unsent.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";

/** A message that was refused stays a draft: its page may be closed before it is sent again. */
export async function keepRefused(
  user: User,
  conversation: string,
  { kept }: Refusal,
): Promise<void> {
  // What is written in a thread is no draft of the conversation.
  if (!kept.text?.trim() || kept.thread) return;
  try {
    await keepUnsent(user, {
      conversation,
      text: kept.text,
      clientId: kept.client_id ?? "",
      reply: numberOf(kept.reply_to),
    });
  } catch (error) {
    // What cannot be sent for its length, or for a full disk, is still in the form.
    if (!(error instanceof Problem)) throw error;
  }
}
