/** Takes a mail address away, and chooses what is written to one. */
import { change } from "@/lib/kv/change.ts";
import {
  mailAddresses,
  mailAddressOwners,
  mailAddressSetups,
} from "./_mail_keys.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { whereOf } from "./places.ts";
import { noteSecurityEvent } from "./security_events.ts";

/** The address is told that it is no more. Without one nothing happens. @throws Unconfirmed */
export async function removeMailAddress(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<void> {
  refuseUnlessConfirmed(session, now);
  await change(async (c) => {
    c.drop(mailAddressSetups, [user.id]);
    const row = await c.read(mailAddresses, [user.id]);
    if (!row) return;
    // While it still stands: it is the one to be told.
    const kind = "mail-address-removed";
    await noteSecurityEvent(c, user.id, {
      kind,
      at: now,
      ...whereOf(session),
    });
    c.drop(mailAddresses, [user.id]);
    c.drop(mailAddressOwners, [row.hash]);
  });
}

/** Gives an address up that waits for its code. */
export async function cancelMailAddress(user: User): Promise<void> {
  await change((c) => c.drop(mailAddressSetups, [user.id]));
}

/**
 * Chooses whether everything that happens to the account is told by mail, or
 * only the gravest. @throws Unconfirmed when less is to be told
 */
export async function changeMailNotices(
  user: User,
  session: Session,
  notices: boolean,
  now = Date.now(),
): Promise<void> {
  if (!notices) refuseUnlessConfirmed(session, now);
  await change(async (c) => {
    const row = await c.read(mailAddresses, [user.id]);
    if (row) c.put(mailAddresses, [user.id], { ...row, notices });
  });
}
