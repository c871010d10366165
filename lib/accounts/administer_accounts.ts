/** What administrators see of accounts, and do for those who are locked out. */
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { theDirectory } from "./_directory.ts";
import { users } from "./_keys.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { findByUsername, findUsers } from "./find.ts";
import { mayAdminister, type Session, type User } from "./model.ts";
import {
  dropSecondFactor,
  hasSecondFactor,
  haveSecondFactor,
} from "./second_factor.ts";
import { noteSecurityEvent } from "./security_events.ts";
import { keepAWayIn } from "./ways_in.ts";

/** Accounts on one page. */
const PAGE = 50;

/** An account as the panel lists it. */
export interface Account {
  readonly user: User;
  readonly secondFactor: boolean;
}

/**
 * Accounts in the order of their usernames, fifty at a time; `next` begins the
 * next page. @throws Forbidden
 */
export async function listAccounts(
  asker: User,
  after = "",
): Promise<{ accounts: Account[]; next: string | null }> {
  refuseUnlessAdministrator(asker);
  const directory = await theDirectory();
  const rows = [...directory.after(after).take(PAGE + 1)];
  const shown = rows.slice(0, PAGE);
  const ids = shown.map(({ id }) => id);
  const next = rows.length > PAGE ? shown.at(-1)!.key : null;
  const [people, factors] = await Promise.all([
    findUsers(ids),
    haveSecondFactor(ids),
  ]);
  const accounts = ids.flatMap((id, i) => {
    const user = people.get(id);
    return user ? [{ user, secondFactor: factors[i] ?? false }] : [];
  });
  return { accounts, next };
}

/** The account of this username. @throws Forbidden, NotFound */
export async function findAccount(
  asker: User,
  username: string,
): Promise<User> {
  refuseUnlessAdministrator(asker);
  const user = await findByUsername(username);
  if (!user) throw new NotFound({ key: "error.not_found" });
  return user;
}

/**
 * Takes somebody's second factor away, for who has lost it and has no recovery
 * code left; their password alone signs them in again. They see who did it.
 * @throws Forbidden, Unconfirmed, NotFound, Conflict when a passkey is the only way in
 */
export async function removeSecondFactorOf(
  asker: User,
  session: Session,
  username: string,
  now = Date.now(),
): Promise<User> {
  const { id } = await findAccount(asker, username);
  refuseUnlessConfirmed(session, now);
  return await change(async (c) => {
    const user = await c.read(users, [id]);
    if (!user) throw new NotFound({ key: "error.not_found" });
    if (!await hasSecondFactor(c, id)) return user;
    dropSecondFactor(c, id);
    await keepAWayIn(c, id);
    await noteSecurityEvent(c, id, {
      kind: "second-factor-removed",
      at: now,
      device: "",
      place: "",
      by: asker.id,
    });
    return user;
  });
}

function refuseUnlessAdministrator(user: User): void {
  if (!mayAdminister(user)) throw new Forbidden({ key: "error.forbidden" });
}
