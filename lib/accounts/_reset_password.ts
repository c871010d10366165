import type { Change } from "@/lib/kv/change.ts";
import { deviceOf } from "./_device.ts";
import { passwords } from "./_keys.ts";
import { passkeys } from "./_passkey_keys.ts";
import { resetLinks, userResetLinks } from "./_reset_keys.ts";
import { endOthersWithin } from "./end_session.ts";
import { placeToKeep } from "./places.ts";
import { noteSecurityEvent } from "./security_events.ts";
import type { Visit } from "./session.ts";

/**
 * Sets a new password within the change that has found its asker to be right.
 * Every session ends, and every sign-in that waits for its second step, since
 * it remembers the password it began with. The second factor stays.
 */
export async function resetPassword(
  c: Change,
  user: string,
  hash: string,
  visit: Visit,
): Promise<void> {
  const at = visit.now ?? Date.now();
  // A check: a session that starts at this moment with the old password writes
  // the same row, so that one of the two is tried again.
  const before = await c.read(passwords, [user]);
  // Likewise a session that starts with a passkey, where there is no password.
  await c.read(passkeys, [user]);
  const changed = Math.max(at, (before?.changed ?? 0) + 1);
  c.put(passwords, [user], { hash, changed });
  await endOthersWithin(c, user, "");
  await dropResetLink(c, user);
  await noteSecurityEvent(c, user, {
    kind: "password-reset",
    at,
    device: deviceOf(visit.agent),
    place: placeToKeep(visit.net),
  });
}

/** Ends the link there is, if there is one. */
export async function dropResetLink(c: Change, user: string): Promise<void> {
  const link = await c.read(userResetLinks, [user]);
  if (link === null) return;
  c.drop(resetLinks, [link]);
  c.drop(userResetLinks, [user]);
}
