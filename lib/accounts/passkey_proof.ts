/** Asks passkeys, and takes their answers as proof. */
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords, users } from "./_keys.ts";
import {
  newChallenge,
  type PasskeyFlow,
  takeChallenge,
} from "./_passkey_challenges.ts";
import { passkeys, type StoredPasskey } from "./_passkey_keys.ts";
import type { Prove } from "./second_factor.ts";
import type { RelyingParty } from "./second_factor_model.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

export type { PasskeyFlow } from "./_passkey_challenges.ts";

/** The longest answer that is looked at. */
const LONGEST = 16_384;

/** Loaded when it is first needed: it takes longer than the rest of the start. */
const library = () => import("@simplewebauthn/server");

/**
 * What the browser asks a passkey: one of this user's, or any that it has for
 * this site. Each must check its person, by a finger or a PIN.
 */
export async function askPasskey(
  party: RelyingParty,
  flow: PasskeyFlow,
  user: string | null,
  now = Date.now(),
): Promise<unknown> {
  const known = user === null ? [] : await read(passkeys, [user]) ?? [];
  const { generateAuthenticationOptions } = await library();
  return await generateAuthenticationOptions({
    rpID: party.id,
    challenge: await newChallenge(flow, now),
    userVerification: "required",
    ...(user === null ? {} : {
      allowCredentials: known.map(({ credential, transports }) => ({
        id: credential,
        transports: [...transports],
      })),
    }),
  });
}

/** A right answer: whose it is, and the proof it makes. */
export interface PasskeyAnswer {
  readonly user: string;
  readonly prove: Prove;
}

/**
 * Checks an answer, as the browser's JSON. `expected`: nobody else's passkey
 * will do; null takes whose it says it is.
 * @throws Invalid at `credential`
 */
export async function checkPasskey(
  party: RelyingParty,
  flow: PasskeyFlow,
  text: string,
  expected: string | null,
  now = Date.now(),
): Promise<PasskeyAnswer> {
  const asked = await takeChallenge(flow, now);
  if (!asked) throw over();
  const answer = parseAnswer(text);
  // Devices return the user a passkey was made for; it is signed by nothing,
  // but only that user's public key can prove it.
  const user = expected ?? (answer && userOf(answer));
  const row = user ? await read(passkeys, [user]) : null;
  const known = row?.find((one) => one.credential === answer?.id);
  if (!answer || !user || !known) throw wrong();
  const { verifyAuthenticationResponse } = await library();
  const found = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: asked.fits,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: known.credential,
      publicKey: known.publicKey,
      counter: known.counter,
    },
  }).catch(() => null);
  if (!found?.verified) throw wrong();
  const { newCounter: counter, credentialBackedUp: backedUp } =
    found.authenticationInfo;
  return { user, prove: proofOf(known.id, { counter, backedUp, used: now }) };
}

/** The passkey is still there, and has not counted on meanwhile. */
function proofOf(
  id: string,
  seen: Pick<StoredPasskey, "counter" | "backedUp" | "used">,
): Prove {
  return async (c, user) => {
    const row = await c.read(passkeys, [user]) ?? [];
    const own = row.find((one) => one.id === id);
    const counts = own && (own.counter > 0 || seen.counter > 0);
    if (!own || counts && seen.counter <= own.counter) throw wrong();
    const used = { ...own, ...seen };
    c.put(passkeys, [user], row.map((one) => one.id === id ? used : one));
    return "passkey";
  };
}

/**
 * Signs in by a passkey alone. It is two factors, the device and what unlocks
 * it, so nothing else is asked.
 * @throws Invalid at `credential`
 */
export async function signInByPasskey(
  { user: id, prove }: PasskeyAnswer,
  visit: Visit,
): Promise<SignedIn> {
  return await change(async (c) => {
    const user = await c.read(users, [id]);
    if (!user) throw wrong();
    await prove(c, id);
    // Written as it is: see `signIn()`. A reset that runs at this moment then
    // runs again, and ends the session that starts here.
    const password = await c.read(passwords, [id]);
    if (password) c.put(passwords, [id], password);
    return await startSession(c, user, visit);
  }, { queue: `sign-in ${id}` });
}

function parseAnswer(text: string): AuthenticationResponseJSON | null {
  if (text.length > LONGEST) return null;
  try {
    const value = JSON.parse(text);
    const whole = typeof value?.id === "string" &&
      typeof value.response === "object" && value.response !== null;
    // The library looks at every other part itself.
    return whole ? value : null;
  } catch {
    return null;
  }
}

function userOf({ response }: AuthenticationResponseJSON): string | null {
  try {
    const bytes = Uint8Array.fromBase64(response.userHandle ?? "", {
      alphabet: "base64url",
    });
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes) || null;
  } catch {
    return null;
  }
}

function wrong(): Invalid {
  return new Invalid({ credential: { key: "entrance.passkey.wrong" } });
}

function over(): Invalid {
  return new Invalid({ credential: { key: "entrance.passkey.over" } });
}
