/**
 * Resets a lost password with a link that an administrator made, or that was
 * sent by mail: good once, for an hour, and until the password is changed in
 * any other way.
 */
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords, users } from "./_keys.ts";
import { resetLinks, userResetLinks } from "./_reset_keys.ts";
import { dropResetLink, resetPassword } from "./_reset_password.ts";
import { hashOf, randomText } from "./_tokens.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { findByUsername, findUser } from "./find.ts";
import { mayAdminister, type Session, type User } from "./model.ts";
import { hashPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { noteSecurityEvent } from "./security_events.ts";
import type { Visit } from "./session.ts";

/** How long a link is good. */
export const RESET_LINK_FOR = 60 * 60_000;

const TOKEN = /^[a-z2-7]{32}$/;

/** A link to be handed on. `token` is shown once; the store holds its hash. */
export interface ResetLink {
  readonly user: User;
  readonly token: string;
  readonly until: number;
}

/**
 * Makes a link for somebody, and ends the one before. They see that it was made.
 * @throws Forbidden, Unconfirmed, NotFound
 */
export async function createResetLink(
  asker: User,
  session: Session,
  username: string,
  now = Date.now(),
): Promise<ResetLink> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const found = await findByUsername(username);
  if (!found) throw new NotFound({ key: "error.not_found" });
  refuseUnlessConfirmed(session, now);
  const until = now + RESET_LINK_FOR;
  return await change(async (c) => {
    const { id } = found;
    const user = await c.read(users, [id]);
    if (!user) throw new NotFound({ key: "error.not_found" });
    const token = await putResetLink(c, id, now);
    await noteSecurityEvent(c, id, {
      kind: "reset-link-made",
      at: now,
      device: "",
      place: "",
      by: asker.id,
    });
    return { user, token, until };
  });
}

/** Puts a new link in place of the one before; its token. */
export async function putResetLink(
  c: Change,
  user: string,
  now: number,
): Promise<string> {
  const password = await c.read(passwords, [user]);
  await dropResetLink(c, user);
  const token = randomText(160);
  const hash = hashOf(token);
  const until = now + RESET_LINK_FOR;
  const row = { user, until, password: password?.changed ?? 0 };
  c.put(resetLinks, [hash], row, { expireIn: RESET_LINK_FOR });
  c.put(userResetLinks, [user], hash, { expireIn: RESET_LINK_FOR });
  return token;
}

/** Whose password this link resets; null when it is over or was none. */
export async function findResetLink(
  token: string,
  now = Date.now(),
): Promise<User | null> {
  if (!TOKEN.test(token)) return null;
  const row = await read(resetLinks, [hashOf(token)]);
  if (!row || now >= row.until) return null;
  const password = await read(passwords, [row.user]);
  return (password?.changed ?? 0) === row.password
    ? await findUser(row.user)
    : null;
}

/**
 * Sets the new password, once: of any number at the same moment one succeeds.
 * Nobody is signed in by it, and the second factor stays. False: it is over.
 * @throws Invalid at `new_password`, TooMany
 */
export async function resetByLink(
  token: string,
  text: string,
  visit: Visit,
): Promise<boolean> {
  const now = visit.now ?? Date.now();
  const owner = await findResetLink(token, now);
  if (!owner) return false;
  const next = parsePassword(text, owner);
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
  const hash = await hashPassword(next.value);
  return await change(async (c) => {
    const row = await c.read(resetLinks, [hashOf(token)]);
    if (!row || now >= row.until) return false;
    const [user, password] = await Promise.all([
      c.read(users, [row.user]),
      c.read(passwords, [row.user]),
    ]);
    if (!user || (password?.changed ?? 0) !== row.password) return false;
    c.drop(resetLinks, [hashOf(token)]);
    await resetPassword(c, user.id, hash, visit);
    return true;
  }, { queue: `sign-in ${owner.id}` });
}
