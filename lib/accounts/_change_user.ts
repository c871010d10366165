import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { users } from "./_keys.ts";
import { putUser } from "./_store.ts";
import type { User } from "./model.ts";

/** Changes some facts of a user, whatever else changes meanwhile. */
export async function changeUser(
  id: string,
  facts: Partial<Omit<User, "id" | "username" | "role" | "created">>,
): Promise<User> {
  return await change(async (c) => {
    const before = await c.read(users, [id]);
    if (!before) throw new NotFound({ key: "error.not_found" });
    const user: User = { ...before, ...facts };
    putUser(c, user, before);
    return user;
  });
}
