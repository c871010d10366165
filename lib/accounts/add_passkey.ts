/** Adds a passkey to an account. */
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { recoveryCodes } from "./_keys.ts";
import { askForPasskey, readMadePasskey } from "./_make_passkey.ts";
import { takeChallenge } from "./_passkey_challenges.ts";
import { passkeys } from "./_passkey_keys.ts";
import { passkeyName } from "./_passkey_name.ts";
import { newRecoveryCodes, putRecoveryCodes } from "./_recovery_codes.ts";
import { renewAfter } from "./_renew_after.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { PASSKEYS, type RelyingParty } from "./second_factor_model.ts";

const flowOf = ({ id }: Session) => ({ purpose: "add" as const, who: id });

/** What the browser asks a device to make. @throws Unconfirmed, Conflict */
export async function beginPasskey(
  party: RelyingParty,
  user: User,
  session: Session,
  now = Date.now(),
): Promise<unknown> {
  refuseUnlessConfirmed(session, now);
  const known = await read(passkeys, [user.id]) ?? [];
  if (known.length >= PASSKEYS.most) throw tooMany();
  const about = { known, fresh: false, now };
  return await askForPasskey(party, flowOf(session), user, about);
}

/**
 * Keeps what the device made. The session goes on under a new token; with the
 * first second factor come recovery codes.
 * @throws Invalid at `credential` or `name`, Unconfirmed, Conflict
 */
export async function addPasskey(
  party: RelyingParty,
  user: User,
  session: Session,
  made: { readonly credential: string; readonly name: string },
  now = Date.now(),
): Promise<{ token: string; codes: string[] | null }> {
  refuseUnlessConfirmed(session, now);
  const name = passkeyName(made.name.trim() || session.device);
  const asked = await takeChallenge(flowOf(session), now);
  if (!asked) {
    throw new Invalid({ credential: { key: "entrance.passkey.over" } });
  }
  const { fits } = asked;
  const about = { name, now };
  const passkey = await readMadePasskey(party, fits, made.credential, about);
  const codes = newRecoveryCodes();
  return await change(async (c) => {
    const row = await c.read(passkeys, [user.id]) ?? [];
    if (row.length >= PASSKEYS.most) throw tooMany();
    if (row.some(({ id }) => id === passkey.id)) {
      throw new Conflict({ key: "settings.passkeys.already" });
    }
    c.put(passkeys, [user.id], [...row, passkey]);
    const known = await c.read(recoveryCodes, [user.id]);
    if (!known) putRecoveryCodes(c, user.id, codes, now);
    const token = await renewAfter(c, user, session, now, "passkey-added");
    return { token, codes: known ? null : codes };
  });
}

function tooMany(): Conflict {
  const values = { most: PASSKEYS.most };
  return new Conflict({ key: "settings.passkeys.too_many", values });
}
