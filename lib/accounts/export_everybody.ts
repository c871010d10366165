/** Everybody with an account, for the export of a whole server. */
import { change } from "@/lib/kv/change.ts";
import { Forbidden } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { findUser } from "./find.ts";
import { users } from "./_keys.ts";
import { isStillOpen } from "./export_account.ts";
import { mayAdminister, type Session, type User } from "./model.ts";
import { findAbout } from "./profile.ts";
import { noteSecurityEvent } from "./security_events.ts";

/** Plain data about each account, in the order of ids. No secret is among it, and no mail address. */
export async function* exportEverybody() {
  for await (const { value: user } of list(users, [])) {
    const { id, username, name, role, created, leaving } = user;
    const { pronouns, bio } = await findAbout(user);
    yield {
      id,
      username,
      name,
      role,
      created: new Date(created).toISOString(),
      ...(leaving ? { leaving: new Date(leaving.at).toISOString() } : {}),
      pronouns,
      bio,
    };
  }
}

/**
 * Lets an administrator take everything along: asked for a recent confirmation,
 * and noted where they and whoever gets their mail see it.
 * @throws Forbidden, Unconfirmed
 */
export async function allowServerExport(
  asker: User,
  session: Session,
): Promise<void> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const at = Date.now();
  refuseUnlessConfirmed(session, at);
  const { device, place } = session;
  await change((c) =>
    noteSecurityEvent(c, asker.id, {
      kind: "server-exported",
      at,
      device,
      place,
    })
  );
}

/** May the download go on? Its session stands, and whose it is still administers. */
export async function mayStillExport(
  asker: User,
  session: Session,
): Promise<boolean> {
  const user = await findUser(asker.id);
  return user !== null && mayAdminister(user) && await isStillOpen(session);
}
