/** Adds a passkey to an account. */
import type {
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from "@simplewebauthn/server";
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { recoveryCodes } from "./_keys.ts";
import { newChallenge, takeChallenge } from "./_passkey_challenges.ts";
import { passkeys, type StoredPasskey } from "./_passkey_keys.ts";
import { passkeyName } from "./_passkey_name.ts";
import { newRecoveryCodes, putRecoveryCodes } from "./_recovery_codes.ts";
import { renewAfter } from "./_renew_after.ts";
import { hashOf } from "./_tokens.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { PASSKEYS, type RelyingParty } from "./second_factor_model.ts";

/** EdDSA, ES256, RS256: what devices make. */
const ALGORITHMS = [-8, -7, -257];
const LONGEST = 32_768;

/** Loaded when it is first needed: it takes longer than the rest of the start. */
const library = () => import("@simplewebauthn/server");
const flowOf = ({ id }: Session) => ({ purpose: "add" as const, who: id });

/** What the browser asks a device to make. @throws Unconfirmed, Conflict */
export async function beginPasskey(
  party: RelyingParty,
  user: User,
  session: Session,
  now = Date.now(),
): Promise<unknown> {
  refuseUnlessConfirmed(session, now);
  const row = await read(passkeys, [user.id]) ?? [];
  if (row.length >= PASSKEYS.most) throw tooMany();
  const { generateRegistrationOptions } = await library();
  return await generateRegistrationOptions({
    rpName: "Parley",
    rpID: party.id,
    userID: new TextEncoder().encode(user.id),
    userName: user.username,
    userDisplayName: user.name,
    challenge: await newChallenge(flowOf(session), now),
    attestationType: "none",
    excludeCredentials: row.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    authenticatorSelection: {
      residentKey: "required",
      userVerification: "required",
    },
    supportedAlgorithmIDs: ALGORITHMS,
  });
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
  const info = await verify(party, session, made.credential, now);
  const { credential, credentialBackedUp: backedUp } = info;
  const passkey: StoredPasskey = {
    id: hashOf(credential.id).slice(0, 32),
    credential: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: credential.counter,
    transports: transportsOf(credential.transports),
    name,
    created: now,
    used: null,
    backedUp,
  };
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

async function verify(
  party: RelyingParty,
  session: Session,
  text: string,
  now: number,
): Promise<NonNullable<VerifiedRegistrationResponse["registrationInfo"]>> {
  const expectedChallenge = await takeChallenge(flowOf(session), now);
  if (!expectedChallenge) {
    throw new Invalid({ credential: { key: "entrance.passkey.over" } });
  }
  const { verifyRegistrationResponse } = await library();
  try {
    if (text.length > LONGEST) throw new TypeError("Too long");
    const found = await verifyRegistrationResponse({
      // The library looks at every part of it itself.
      response: JSON.parse(text) as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (found.verified) return found.registrationInfo;
  } catch { /* whatever is wrong with it, it is not an answer to us */ }
  throw new Invalid({ credential: { key: "settings.passkeys.wrong" } });
}

/** Known to browsers only; what else it says is kept short. */
function transportsOf(said: unknown): string[] {
  return Array.isArray(said)
    ? said.filter((one) =>
      typeof one === "string" && /^[a-z-]{2,16}$/.test(one)
    )
      .slice(0, 8)
    : [];
}

function tooMany(): Conflict {
  const values = { most: PASSKEYS.most };
  return new Conflict({ key: "settings.passkeys.too_many", values });
}
