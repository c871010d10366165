/** Makes an account without a password, where an administrator allows it. */
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { deviceOf } from "./_device.ts";
import { serverSettings } from "./_keys.ts";
import { askForPasskey, readMadePasskey } from "./_make_passkey.ts";
import {
  admissionTo,
  type Names,
  putAccount,
  readNames,
  taken,
} from "./_new_account.ts";
import { newChallenge, takeChallenge } from "./_passkey_challenges.ts";
import { passkeys } from "./_passkey_keys.ts";
import { newRecoveryCodes, putRecoveryCodes } from "./_recovery_codes.ts";
import { randomText } from "./_tokens.ts";
import { findAdmission, type Knock } from "./admission.ts";
import { findByUsername } from "./find.ts";
import type { RelyingParty } from "./second_factor_model.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

/** @param who a secret of the browser's: nobody else can answer for it */
const flowOf = (who: string) => ({ purpose: "sign-up" as const, who });

/** Is there a way in without a password for who comes like this? */
export async function offersPasskeySignUp(knock: Knock): Promise<boolean> {
  const [{ as }, settings] = await Promise.all([
    findAdmission(knock),
    read(serverSettings, []),
  ]);
  return as === "member" && settings?.passkeySignUp === true;
}

/**
 * Refuses what can be refused without telling who has an account: asked before
 * an attempt is counted. The very first account has a password: whoever runs a
 * server must not hang on one device.
 * @throws Invalid, Forbidden
 */
export async function checkPasskeySignUp(
  form: Names,
  knock: Knock,
  c?: Change,
): Promise<Names> {
  const { as } = await admissionTo(knock, c);
  const settings = c
    ? await c.read(serverSettings, [])
    : await read(serverSettings, []);
  if (as === "founder" || !settings?.passkeySignUp) {
    throw new Forbidden({ key: "entrance.sign_up.passkey_off" });
  }
  const { names, wrong } = readNames(form, false);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return names;
}

/**
 * What the browser asks a device to make. Says whether the username is free,
 * so an attempt is counted before it.
 * @throws Invalid, Forbidden
 */
export async function beginPasskeySignUp(
  party: RelyingParty,
  who: string,
  form: Names,
  knock: Knock,
  now = Date.now(),
): Promise<unknown> {
  const names = await checkPasskeySignUp(form, knock);
  if (await findByUsername(names.username)) {
    // The form follows, to be shown again: it is told the same without one
    // more attempt, and nobody learns it without any.
    await newChallenge(flowOf(who), now, { taken: true });
    throw taken();
  }
  const owner = { id: randomText(128), ...names };
  const about = { known: [], fresh: true, now };
  return await askForPasskey(party, flowOf(who), owner, about);
}

/**
 * Makes the account with what the device made, and the recovery codes without
 * which a lost device would be a lost account. They are shown this once.
 * @throws Invalid with a sentence per field, Forbidden
 */
export async function signUpByPasskey(
  party: RelyingParty,
  who: string,
  form: Names & { readonly credential: string },
  knock: Knock,
  visit: Visit,
): Promise<{ signedIn: SignedIn; codes: string[] }> {
  const now = visit.now ?? Date.now();
  const names = await checkPasskeySignUp(form, knock);
  const asked = await takeChallenge(flowOf(who), now);
  if (asked?.taken) throw taken();
  const id = asked?.user;
  if (!id) {
    throw new Invalid({ credential: { key: "entrance.passkey.over" } });
  }
  const name = deviceOf(visit.agent) || names.username;
  const about = { name, now };
  const { credential } = form;
  const passkey = await readMadePasskey(party, asked.fits, credential, about);
  const codes = newRecoveryCodes();
  return await change(async (c) => {
    await checkPasskeySignUp(form, knock, c);
    const user = await putAccount(c, id, names, knock, now);
    c.put(passkeys, [id], [passkey]);
    putRecoveryCodes(c, id, codes, now);
    return { signedIn: await startSession(c, user, visit), codes };
  });
}
