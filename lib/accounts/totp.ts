/** Sets up an authenticator app as second factor, and takes it away again. */
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { recoveryCodes, totps, totpSetups } from "./_keys.ts";
import { newRecoveryCodes, putRecoveryCodes } from "./_recovery_codes.ts";
import { base32 } from "./_tokens.ts";
import { keyUri, matchingStep, TOTP } from "./_totp.ts";
import { renewAfter } from "./_renew_after.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { hasSecondFactor, plainCode } from "./second_factor.ts";
import { openFor, sealFor } from "./vault.ts";

/** How long one may take to type the first code. */
const SETUP_WITHIN = 15 * 60_000;

/** What an authenticator app is told, as a picture or by hand. */
export interface TotpSetup {
  readonly uri: string;
  /** The seed in groups of four letters. */
  readonly key: string;
}

/** Makes a seed that waits for its first code. @throws Unconfirmed, Conflict */
export async function beginTotp(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<void> {
  refuseUnlessConfirmed(session, now);
  const seed = crypto.getRandomValues(new Uint8Array(TOTP.seed));
  await change(async (c) => {
    if (await c.read(totps, [user.id])) throw onAlready();
    c.put(totpSetups, [user.id], {
      seed: await sealFor(c, user.id, "totp", seed),
      session: session.id,
      until: now + SETUP_WITHIN,
    }, { expireIn: SETUP_WITHIN });
  });
}

/** What this session has begun to set up, or null. */
export async function findTotpSetup(
  user: User,
  session: Session,
  host: string,
  now = Date.now(),
): Promise<TotpSetup | null> {
  const row = await read(totpSetups, [user.id]);
  if (!row || row.session !== session.id || now >= row.until) return null;
  const seed = await openFor(user.id, "totp", row.seed);
  return seed && {
    uri: keyUri(seed, user.username, host),
    key: base32(seed).toUpperCase().replace(/.{4}(?=.)/g, "$& "),
  };
}

/**
 * The first right code turns it on. The session goes on under a new token;
 * recovery codes are made unless there are some already.
 * @throws Invalid at `code`, Unconfirmed, Conflict
 */
export async function finishTotp(
  user: User,
  session: Session,
  typed: string,
  now = Date.now(),
): Promise<{ token: string; codes: string[] | null }> {
  refuseUnlessConfirmed(session, now);
  const codes = newRecoveryCodes();
  const code = plainCode(typed);
  return await change(async (c) => {
    if (await c.read(totps, [user.id])) throw onAlready();
    const setup = await c.read(totpSetups, [user.id]);
    if (!setup || setup.session !== session.id || now >= setup.until) {
      throw new Conflict({ key: "settings.second.setup_over" });
    }
    const seed = await openFor(user.id, "totp", setup.seed, c);
    const step = seed && matchingStep(seed, code, now, 0);
    if (step === null) {
      throw new Invalid({ code: { key: "settings.second.wrong" } });
    }
    c.put(totps, [user.id], { seed: setup.seed, step, since: now });
    c.drop(totpSetups, [user.id]);
    const known = await c.read(recoveryCodes, [user.id]);
    if (!known) putRecoveryCodes(c, user.id, codes, now);
    const token = await renewAfter(c, user, session, now, "second-factor-on");
    return { token, codes: known ? null : codes };
  });
}

/** Takes the app away; the session goes on under a new token. @throws Unconfirmed, Conflict */
export async function removeTotp(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  return await change(async (c) => {
    if (!await c.read(totps, [user.id])) {
      throw new Conflict({ key: "settings.second.off_already" });
    }
    c.drop(totps, [user.id]);
    // With the last factor there is nothing to recover from.
    if (!await hasSecondFactor(c, user.id)) c.drop(recoveryCodes, [user.id]);
    return await renewAfter(c, user, session, now, "second-factor-off");
  });
}

function onAlready(): Conflict {
  return new Conflict({ key: "settings.second.on_already" });
}
