/** Changes what others learn of this user's reading and typing. */
import { changeUser } from "./_change_user.ts";
import type { User } from "./model.ts";

/** Both work both ways: who does not show, does not see. */
export async function changePrivacy(
  user: User,
  choice: { readonly shareReceipts: boolean; readonly shareTyping: boolean },
): Promise<User> {
  return await changeUser(user.id, {
    shareReceipts: choice.shareReceipts,
    shareTyping: choice.shareTyping,
  });
}
