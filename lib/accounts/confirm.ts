/** Proves again that the person at a session is its user. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords, sessions } from "./_keys.ts";
import { putSession } from "./_store.ts";
import { PASSWORD_LENGTH, type Session, type User } from "./model.ts";
import { isPassword } from "./password.ts";
import { hasSecondFactor, type Prove } from "./second_factor.ts";

export { Unconfirmed } from "./confirmed.ts";

/**
 * Password, and the second step where there is one: dangerous changes are
 * allowed for a quarter of an hour. Limits come before it.
 * @throws Invalid at `password` or `code`
 */
export async function confirmSession(
  user: User,
  session: Session,
  password: string,
  prove: Prove,
  now = Date.now(),
): Promise<void> {
  const stored = await read(passwords, [user.id]);
  const typed = password.slice(0, PASSWORD_LENGTH.most * 2 + 1);
  if (!await isPassword(typed, stored?.hash ?? null)) throw wrongPassword();
  await change(async (c) => {
    const still = await c.read(passwords, [user.id]);
    const own = await c.read(sessions, [session.id]);
    if (!own || still?.changed !== stored?.changed) throw wrongPassword();
    if (await hasSecondFactor(c, user.id) && !await prove(c, user.id)) {
      throw new Invalid({ code: { key: "entrance.second.wrong" } });
    }
    putSession(c, { ...own, confirmed: now }, user.role);
  });
}

/**
 * By a proof that is enough alone, as a passkey is.
 * @throws Invalid at `credential`
 */
export async function confirmByProof(
  user: User,
  session: Session,
  prove: Prove,
  now = Date.now(),
): Promise<void> {
  await change(async (c) => {
    const own = await c.read(sessions, [session.id]);
    if (!own || !await prove(c, user.id)) {
      throw new Invalid({ credential: { key: "entrance.passkey.wrong" } });
    }
    putSession(c, { ...own, confirmed: now }, user.role);
  });
}

function wrongPassword(): Invalid {
  return new Invalid({ password: { key: "settings.security.wrong" } });
}
