/** Sets a new password for who has forgotten theirs and has a passkey still. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { users } from "./_keys.ts";
import { resetPassword } from "./_reset_password.ts";
import { findUser } from "./find.ts";
import type { PasskeyAnswer } from "./passkey_proof.ts";
import { hashPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

/**
 * Refuses what can be refused before a passkey is asked.
 * @throws Invalid at `new_password`
 */
export function checkNewPassword(text: string): void {
  const next = parsePassword(text, { username: "" });
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
}

/**
 * Sets the password, ends every session and starts one: a passkey that has
 * checked its person is both factors, and signs in alone at any other time
 * too. The second factor stays as it is.
 * @throws Invalid at `credential` or `new_password`, TooMany
 */
export async function recoverByPasskey(
  { user: id, prove }: PasskeyAnswer,
  text: string,
  visit: Visit,
): Promise<SignedIn> {
  const owner = await findUser(id);
  const next = parsePassword(text, owner ?? { username: "" });
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
  const hash = await hashPassword(next.value);
  return await change(async (c) => {
    const user = await c.read(users, [id]);
    if (!user || !await prove(c, id)) {
      throw new Invalid({ credential: { key: "entrance.passkey.wrong" } });
    }
    await resetPassword(c, id, hash, visit);
    return await startSession(c, user, visit);
  }, { queue: `sign-in ${id}` });
}
