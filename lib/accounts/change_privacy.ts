/** Changes what others learn of this user's reading, typing and being here. */
import { changeUser } from "./_change_user.ts";
import type { User } from "./model.ts";

/** What somebody lets others see. */
export interface Privacy {
  readonly shareReceipts: boolean;
  readonly shareTyping: boolean;
  /** Left as it is when it is not said. */
  readonly sharePresence?: boolean;
}

/** Each works both ways: who does not show, does not see. */
export async function changePrivacy(
  user: User,
  choice: Privacy,
): Promise<User> {
  return await changeUser(user.id, { ...choice });
}
