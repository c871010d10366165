/** Takes a password away, and gives an account without one a password again. */
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { passwords, recoveryCodes } from "./_keys.ts";
import { passkeys } from "./_passkey_keys.ts";
import { renewAfter } from "./_renew_after.ts";
import { dropResetLink } from "./_reset_password.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { endOthersWithin } from "./end_session.ts";
import type { Session, User } from "./model.ts";
import { hashPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { keepAWayIn } from "./ways_in.ts";

/**
 * Takes the password away, once a passkey and recovery codes are there to come
 * in by. Every other session ends, as after a change; a sign-in that waits for
 * its second step ends with the password it began with.
 * @throws Unconfirmed, Conflict
 * @returns the session's new token
 */
export async function removePassword(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  return await change(async (c) => {
    if (!await c.read(passwords, [user.id])) {
      throw new Conflict({ key: "settings.ways.no_password" });
    }
    const [keys, codes] = await Promise.all([
      c.read(passkeys, [user.id]),
      c.read(recoveryCodes, [user.id]),
    ]);
    if (!keys || !codes?.hashes.length) {
      throw new Conflict({ key: "settings.ways.need" });
    }
    c.drop(passwords, [user.id]);
    await keepAWayIn(c, user.id);
    await dropResetLink(c, user.id);
    await endOthersWithin(c, user.id, session.id);
    return await renewAfter(c, user, session, now, "password-removed");
  }, { queue: `sign-in ${user.id}` });
}

/**
 * Sets a password where there is none.
 * @throws Unconfirmed, TooMany, Conflict, Invalid at `new_password`
 * @returns the session's new token
 */
export async function setPassword(
  user: User,
  session: Session,
  text: string,
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  const next = parsePassword(text, user);
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
  const hash = await hashPassword(next.value);
  return await change(async (c) => {
    if (await c.read(passwords, [user.id])) {
      throw new Conflict({ key: "settings.ways.has_password" });
    }
    c.put(passwords, [user.id], { hash, changed: now });
    return await renewAfter(c, user, session, now, "password-set");
  });
}
