/** Changes how pages look to this user, on every device. */
import { Invalid } from "@/lib/errors.ts";
import { changeUser } from "./_change_user.ts";
import { type Theme, THEMES, type User } from "./model.ts";

/** @throws Invalid at `theme` */
export async function changeAppearance(
  user: User,
  typed: string,
): Promise<User> {
  const theme = THEMES.find((known: Theme) => known === typed);
  if (!theme) {
    throw new Invalid({ theme: { key: "settings.appearance.problem" } });
  }
  return await changeUser(user.id, { theme });
}
