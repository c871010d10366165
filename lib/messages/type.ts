import { profileOf, type User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { announceNow } from "@/lib/live/announce.ts";

/**
 * Tells the others that this user is typing. Nothing is stored; it fades on
 * their screens by itself. Says nothing for users who do not share it.
 * @throws NotFound for strangers
 */
export async function noteTyping(
  user: User,
  conversationId: string,
): Promise<void> {
  await findConversation(user, conversationId);
  if (!user.shareTyping) return;
  announceNow({
    type: "typing",
    audience: { conversation: conversationId },
    profile: profileOf(user),
  });
}
