/** What every new account has in common, however its owner will sign in. */
import { Forbidden, Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import type { Change } from "@/lib/kv/change.ts";
import { founding, invites, usernames } from "./_keys.ts";
import { putUser } from "./_store.ts";
import { type Admission, findAdmission, type Knock } from "./admission.ts";
import { isResting } from "./leaving.ts";
import { HUES, type User } from "./model.ts";
import { parseName, parseUsername, usernameKey } from "./names.ts";

/** What an account is called. */
export interface Names {
  readonly username: string;
  readonly name: string;
}

type Open = Exclude<Admission, { as: "refused" }>;

/** How somebody stands before the door. @throws Forbidden when there is no way in */
export async function admissionTo(knock: Knock, c?: Change): Promise<Open> {
  const admission = await findAdmission(knock, c);
  if (admission.as !== "refused") return admission;
  switch (admission.why) {
    case "closed":
      throw new Forbidden({ key: "entrance.sign_up.nobody" });
    case "spent":
      throw new Forbidden({ key: "entrance.invite.spent" });
    case "uninvited":
      throw new Forbidden({ key: "entrance.sign_up.closed" });
  }
}

/** The names as they will be stored, and what is wrong with each. */
export function readNames(
  typed: Names,
  founder: boolean,
): { names: Names; wrong: Record<string, Phrase> } {
  const username = parseUsername(typed.username, founder);
  const name = parseName(typed.name);
  const wrong: Record<string, Phrase> = {};
  if ("problem" in username) wrong.username = username.problem;
  if ("problem" in name) wrong.name = name.problem;
  const names = {
    username: "value" in username ? username.value : "",
    name: "value" in name ? name.value : "",
  };
  return { names, wrong };
}

/**
 * Checks the door within the change, uses what opened it, and makes the
 * account. Whoever was overtaken as founder is a member like any other, and
 * may not keep a name kept for founders.
 * @throws Invalid, Forbidden
 */
export async function putAccount(
  c: Change,
  id: string,
  names: Names,
  knock: Knock,
  now: number,
): Promise<User> {
  return await putUserNamed(
    c,
    id,
    names,
    await admit(c, knock, id, now),
    now,
  );
}

/** The same for whoever is let in already. @throws Invalid */
export async function putUserNamed(
  c: Change,
  id: string,
  names: Names,
  role: User["role"],
  now: number,
): Promise<User> {
  const { wrong } = readNames(names, role === "administrator");
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  if (await isTaken(c, names.username, now)) throw taken();
  const user: User = {
    id,
    username: names.username,
    name: names.name,
    role,
    created: now,
    language: null,
    timeZone: null,
    theme: "system",
    hue: faceHue(id),
    shareReceipts: true,
    shareTyping: true,
  };
  putUser(c, user, null);
  return user;
}

/** Does somebody bear this username, or did until a moment ago? */
export async function isTaken(
  c: Change,
  username: string,
  now: number,
): Promise<boolean> {
  const key = usernameKey(username);
  return await c.read(usernames, [key]) !== null ||
    await isResting(c, key, now);
}

async function admit(
  c: Change,
  knock: Knock,
  id: string,
  now: number,
): Promise<User["role"]> {
  const admission = await admissionTo(knock, c);
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

export function taken(): Invalid {
  return new Invalid({
    username: { key: "entrance.problem.username_taken" },
  });
}

/** A colour for the face, as even as the id is random. */
export function faceHue(id: string): number {
  let sum = 0;
  for (const character of id) {
    sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
  }
  return sum % HUES;
}
