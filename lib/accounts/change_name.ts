/** Changes the name others see. */
import { Invalid } from "@/lib/errors.ts";
import { changeUser } from "./_change_user.ts";
import type { User } from "./model.ts";
import { parseName } from "./names.ts";

/** @throws Invalid at `name` */
export async function changeName(user: User, typed: string): Promise<User> {
  const name = parseName(typed);
  if ("problem" in name) throw new Invalid({ name: name.problem });
  return await changeUser(user.id, { name: name.value });
}
