/** A person's passkeys: listing, naming and removing them. */
import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { recoveryCodes } from "./_keys.ts";
import { passkeys } from "./_passkey_keys.ts";
import { passkeyName } from "./_passkey_name.ts";
import { renewAfter } from "./_renew_after.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { hasSecondFactor } from "./second_factor.ts";
import type { Passkey } from "./second_factor_model.ts";
import { keepAWayIn } from "./ways_in.ts";

/** A person's passkeys, the oldest first. */
export async function listPasskeys(user: User): Promise<Passkey[]> {
  const row = await read(passkeys, [user.id]) ?? [];
  return row.map(({ id, name, created, used, backedUp }) => ({
    id,
    name,
    created,
    used,
    backedUp,
  }));
}

/** @throws Invalid at `name`, NotFound */
export async function renamePasskey(
  user: User,
  id: string,
  typed: string,
): Promise<void> {
  const name = passkeyName(typed);
  await change(async (c) => {
    const row = await c.read(passkeys, [user.id]) ?? [];
    const own = row.find((one) => one.id === id);
    if (!own) throw gone();
    const named = { ...own, name };
    c.put(passkeys, [user.id], row.map((one) => one === own ? named : one));
  });
}

/**
 * The session goes on under a new token.
 * @throws Unconfirmed, NotFound, Conflict when it is the last way in
 */
export async function removePasskey(
  user: User,
  session: Session,
  id: string,
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  return await change(async (c) => {
    const row = await c.read(passkeys, [user.id]) ?? [];
    const left = row.filter((one) => one.id !== id);
    if (left.length === row.length) throw gone();
    if (left.length > 0) c.put(passkeys, [user.id], left);
    else c.drop(passkeys, [user.id]);
    await keepAWayIn(c, user.id);
    // With the last factor there is nothing to recover from.
    if (!await hasSecondFactor(c, user.id)) c.drop(recoveryCodes, [user.id]);
    return await renewAfter(c, user, session, now, "passkey-removed");
  });
}

function gone(): NotFound {
  return new NotFound({ key: "settings.passkeys.gone" });
}
