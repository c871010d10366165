/** Makes an account with a password and signs its owner in. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { passwords } from "./_keys.ts";
import { admissionTo, putAccount, readNames, taken } from "./_new_account.ts";
import { randomText } from "./_tokens.ts";
import type { Knock } from "./admission.ts";
import { findByUsername } from "./find.ts";
import { hashPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

/** What somebody typed. */
export interface SignUpForm {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Refuses what can be refused without work and without telling who has an
 * account: asked before an attempt is counted, so that a typing error costs nobody.
 * @throws Invalid, Forbidden
 */
export async function checkSignUp(
  form: SignUpForm,
  knock: Knock,
): Promise<SignUpForm> {
  const { as } = await admissionTo(knock);
  const { names, wrong } = readNames(form, as === "founder");
  const password = parsePassword(form.password, form);
  if ("problem" in password) wrong.password = password.problem;
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { ...names, password: form.password };
}

/**
 * The first account becomes the administrator: of any number of simultaneous
 * first sign-ups exactly one does. Later ones need an open door or an invite,
 * and the last use of an invite lets exactly one in.
 * @throws Invalid with a sentence per field, Forbidden when there is no way in, TooMany
 */
export async function signUp(
  form: SignUpForm,
  knock: Knock,
  visit: Visit,
): Promise<SignedIn> {
  // Cheap refusals first: a hash is a tenth of a second of somebody's turn.
  const draft = await checkSignUp(form, knock);
  if (await findByUsername(draft.username)) throw taken();
  const hash = await hashPassword(draft.password);
  const id = randomText(128);
  const now = visit.now ?? Date.now();
  return await change(async (c) => {
    const user = await putAccount(c, id, draft, knock, now);
    c.put(passwords, [id], { hash, changed: now });
    return await startSession(c, user, visit);
  });
}
