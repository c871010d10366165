/** Signs somebody in with username and password. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords } from "./_keys.ts";
import { hashOf } from "./_tokens.ts";
import { findByUsername } from "./find.ts";
import { PASSWORD_LENGTH } from "./model.ts";
import { usernameKey } from "./names.ts";
import { hashPassword, isPassword, isWeak } from "./password.ts";
import { beginSecondStep, type SecondStepDue } from "./pending_sign_in.ts";
import { hasSecondFactor } from "./second_factor.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

/**
 * Starts a session, or the wait for a second step where there is one: then no
 * session exists. Whether the name is unknown or the password wrong, the
 * answer and the work are the same. Limits come before it: a refusal must not
 * depend on whether the password is right.
 * @throws Invalid at `password`, TooMany
 */
export async function signIn(
  form: { readonly username: string; readonly password: string },
  visit: Visit,
): Promise<SignedIn | SecondStepDue> {
  const user = await findByUsername(form.username);
  const stored = user ? await read(passwords, [user.id]) : null;
  // No password is longer; what is longer is cut only to bound the work.
  const password = form.password.slice(0, PASSWORD_LENGTH.most * 2 + 1);
  const right = await isPassword(password, stored?.hash ?? null);
  if (!user || !stored || !right) {
    throw new Invalid({ password: { key: "entrance.sign_in.wrong" } });
  }
  const stronger = isWeak(stored.hash) ? await hashPassword(password) : null;
  return await change(async (c) => {
    const still = await c.read(passwords, [user.id]);
    // Changed between the check and now: the old one does not open anything.
    if (!still || still.hash !== stored.hash) {
      throw new Invalid({ password: { key: "entrance.sign_in.wrong" } });
    }
    // Written even when it stays the same: a change of password that runs at
    // this moment then runs again, and ends the session that starts here.
    c.put(
      passwords,
      [user.id],
      stronger ? { ...still, hash: stronger } : still,
    );
    if (await hasSecondFactor(c, user.id)) {
      const now = visit.now ?? Date.now();
      return beginSecondStep(c, user, still.changed, now);
    }
    return await startSession(c, user, visit);
    // In turn: sign-ins to one account all write its password's row.
  }, { queue: `sign-in ${user.id}` });
}

/**
 * The name of the bucket that counts attempts at one account from one network.
 * Hashed: what people type into the wrong field is nobody's business.
 */
export function attemptsAt(username: string, net: string): string {
  const name = username.isWellFormed()
    ? usernameKey(username.slice(0, 200))
    : "";
  return hashOf(`${name}\n${net}`).slice(0, 32);
}
