/** Makes an account and signs its owner in. */
import { Forbidden, Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { founding, invites, passwords, usernames } from "./_keys.ts";
import { putUser } from "./_store.ts";
import { randomText } from "./_tokens.ts";
import { type Admission, findAdmission, type Knock } from "./admission.ts";
import { findByUsername } from "./find.ts";
import { HUES, type User } from "./model.ts";
import { parseName, parseUsername, usernameKey } from "./names.ts";
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
  const admission = await findAdmission(knock);
  refuseUnlessAdmitted(admission);
  return parse(form, admission.as === "founder");
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
    const role = await admit(c, knock, id, now);
    // Whoever was overtaken as founder may not keep a name kept for founders.
    if (role === "member") parse(form, false);
    const key = usernameKey(draft.username);
    if (await c.read(usernames, [key]) !== null) throw taken();
    const user: User = {
      id,
      username: draft.username,
      name: draft.name,
      role,
      created: now,
      language: null,
      timeZone: null,
      theme: "system",
      hue: hueOf(id),
      shareReceipts: true,
      shareTyping: true,
    };
    putUser(c, user, null);
    c.put(passwords, [id], { hash, changed: now });
    return await startSession(c, user, visit);
  });
}

/** Checks the door within the change and uses what opened it. */
async function admit(
  c: Change,
  knock: Knock,
  id: string,
  now: number,
): Promise<User["role"]> {
  const admission = await findAdmission(knock, c);
  refuseUnlessAdmitted(admission);
  if (admission.as === "founder") {
    c.put(founding, [], { user: id, at: now });
    return "administrator";
  }
  const { invite } = admission;
  if (invite) {
    c.put(invites, [invite.code], { ...invite, used: invite.used + 1 });
  }
  return "member";
}

function refuseUnlessAdmitted(
  admission: Admission,
): asserts admission is Exclude<Admission, { as: "refused" }> {
  if (admission.as !== "refused") return;
  switch (admission.why) {
    case "closed":
      throw new Forbidden({ key: "entrance.sign_up.nobody" });
    case "spent":
      throw new Forbidden({ key: "entrance.invite.spent" });
    case "uninvited":
      throw new Forbidden({ key: "entrance.sign_up.closed" });
  }
}

/** @throws Invalid */
function parse(form: SignUpForm, founder: boolean): SignUpForm {
  const username = parseUsername(form.username, founder);
  const name = parseName(form.name);
  const password = parsePassword(form.password, form);
  if ("value" in username && "value" in name && "value" in password) {
    return {
      username: username.value,
      name: name.value,
      password: password.value,
    };
  }
  const wrong: Record<string, Phrase> = {};
  if ("problem" in username) wrong.username = username.problem;
  if ("problem" in name) wrong.name = name.problem;
  if ("problem" in password) wrong.password = password.problem;
  throw new Invalid(wrong);
}

function taken(): Invalid {
  return new Invalid({
    username: { key: "entrance.problem.username_taken" },
  });
}

/** A colour for the face, as even as the id is random. */
function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) {
    sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  }
  return sum % HUES;
}
