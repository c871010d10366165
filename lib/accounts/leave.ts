/**
 * Leaving: at once all sessions end and nobody can write to them any more;
 * everything is erased when the grace is over, unless it is called off.
 */
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { users } from "./_keys.ts";
import { administratorsLess } from "./_leaving_keys.ts";
import { putUser } from "./_store.ts";
import { findAccount } from "./administer_accounts.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { endOthersWithin } from "./end_session.ts";
import type { EraseAccount } from "./erase_account.ts";
import { type Leaving, LEAVING_GRACE } from "./leaving_model.ts";
import { mayAdminister, type Session, type User } from "./model.ts";
import { usernameKey } from "./names.ts";
import { noteSecurityEvent } from "./security_events.ts";

/**
 * Asks for the end of one's own account.
 * @param typed the username, so that nobody does it by mistake
 * @throws Unconfirmed, Invalid at `username`, Conflict for the last administrator
 */
export async function askToLeave(
  user: User,
  session: Session,
  typed: string,
  now = Date.now(),
): Promise<void> {
  refuseUnlessConfirmed(session, now);
  const name = typed.slice(0, 200).toWellFormed().trim().replace(/^@/, "");
  if (usernameKey(name) !== usernameKey(user.username)) {
    throw new Invalid({
      username: {
        key: "settings.data.delete_wrong",
        values: { username: user.username },
      },
    });
  }
  await change((c) => startLeaving(c, user.id, { at: now }, session));
}

/**
 * Ends somebody else's account, as an administrator.
 * @throws Forbidden, Unconfirmed, NotFound, Conflict for the last administrator
 */
export async function endAccountOf(
  asker: User,
  session: Session,
  username: string,
  now = Date.now(),
): Promise<void> {
  const { id } = await findAccount(asker, username);
  refuseUnlessConfirmed(session, now);
  // One's own needs the username typed.
  if (id === asker.id) throw new Forbidden({ key: "admin.people.delete_own" });
  await change(async (c) => {
    // Two administrators may be ending each other's account.
    const still = await c.read(users, [asker.id]);
    if (!still || still.leaving || !mayAdminister(still)) {
      throw new Forbidden({ key: "error.forbidden" });
    }
    await startLeaving(c, id, { at: now, by: asker.id });
  });
}

async function startLeaving(
  c: Change,
  id: string,
  leaving: Leaving,
  { device = "", place = "" }: Partial<Session> = {},
): Promise<void> {
  const before = await c.read(users, [id]);
  if (!before) throw new NotFound({ key: "error.not_found" });
  // Asked twice is once; an administrator's word stands over one's own.
  if (before.leaving && !(leaving.by && !before.leaving.by)) return;
  if (mayAdminister(before)) await refuseIfLast(c, id, leaving.at);
  putUser(c, { ...before, leaving }, before);
  await endOthersWithin(c, id, "");
  await noteSecurityEvent(c, id, {
    kind: "deletion-asked",
    device,
    place,
    ...leaving,
  });
  const job: EraseAccount = { kind: "erase-account", user: id, at: leaving.at };
  later(c, job, { delay: LEAVING_GRACE });
}

/** @throws Conflict when nobody else administers this server */
async function refuseIfLast(
  c: Change,
  id: string,
  now: number,
): Promise<void> {
  await c.read(administratorsLess, []);
  for await (const { value } of c.list(users, [])) {
    if (value.id === id || value.leaving || !mayAdminister(value)) continue;
    return c.put(administratorsLess, [], { at: now });
  }
  throw new Conflict({ key: "settings.data.last_administrator" });
}

/** Calls one's own leaving off. @throws Forbidden when an administrator decided it */
export async function keepAccount(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<void> {
  const { device, place } = session;
  await change(async (c) => {
    const before = await c.read(users, [user.id]);
    if (before?.leaving?.by) throw new Forbidden({ key: "leaving.by_other" });
    await stopLeaving(c, before, { at: now, device, place });
  });
}

/** Calls somebody's leaving off, as an administrator. @throws Forbidden, NotFound */
export async function keepAccountOf(
  asker: User,
  username: string,
  now = Date.now(),
): Promise<void> {
  const { id } = await findAccount(asker, username);
  await change(async (c) => {
    const about = { at: now, device: "", place: "", by: asker.id };
    await stopLeaving(c, await c.read(users, [id]), about);
  });
}

async function stopLeaving(
  c: Change,
  before: User | null,
  about: { at: number; device: string; place: string; by?: string },
): Promise<void> {
  if (!before) throw new NotFound({ key: "error.not_found" });
  const { leaving, ...user } = before;
  if (!leaving) return;
  putUser(c, user, before);
  const kind = "deletion-called-off";
  await noteSecurityEvent(c, user.id, { kind, ...about });
}
