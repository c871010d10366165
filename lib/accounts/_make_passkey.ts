/** Asks a device to make a passkey, and looks at what it made. */
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { Invalid } from "@/lib/errors.ts";
import { newChallenge, type PasskeyFlow } from "./_passkey_challenges.ts";
import type { StoredPasskey } from "./_passkey_keys.ts";
import { hashOf } from "./_tokens.ts";
import type { RelyingParty } from "./second_factor_model.ts";

/** EdDSA, ES256, RS256: what devices make. */
const ALGORITHMS = [-8, -7, -257];
const LONGEST = 32_768;

/** Loaded when it is first needed: it takes longer than the rest of the start. */
const library = () => import("@simplewebauthn/server");

/** Whom a passkey is made for. */
export interface Owner {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/**
 * What the browser asks a device to make.
 * @param known the passkeys there are; a device makes no second one
 * @param fresh is there no account yet? Then the question keeps its id
 */
export async function askForPasskey(
  party: RelyingParty,
  flow: PasskeyFlow,
  owner: Owner,
  about: {
    readonly known: readonly StoredPasskey[];
    readonly fresh: boolean;
    readonly now: number;
  },
): Promise<unknown> {
  const { known, fresh, now } = about;
  const { generateRegistrationOptions } = await library();
  return await generateRegistrationOptions({
    rpName: "Parley",
    rpID: party.id,
    userID: new TextEncoder().encode(owner.id),
    userName: owner.username,
    userDisplayName: owner.name,
    challenge: await newChallenge(
      flow,
      now,
      fresh ? { user: owner.id } : {},
    ),
    attestationType: "none",
    excludeCredentials: known.map(({ credential, transports }) => ({
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
 * The passkey a device made, as the browser's JSON.
 * @throws Invalid at `credential`
 */
export async function readMadePasskey(
  party: RelyingParty,
  fits: (challenge: string) => boolean,
  text: string,
  about: { readonly name: string; readonly now: number },
): Promise<StoredPasskey> {
  const { verifyRegistrationResponse } = await library();
  try {
    if (text.length > LONGEST) throw new TypeError("Too long");
    const found = await verifyRegistrationResponse({
      // The library looks at every part of it itself.
      response: JSON.parse(text) as RegistrationResponseJSON,
      expectedChallenge: fits,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (found.verified) {
      const { credential, credentialBackedUp } = found.registrationInfo;
      return {
        id: hashOf(credential.id).slice(0, 32),
        credential: credential.id,
        publicKey: new Uint8Array(credential.publicKey),
        counter: credential.counter,
        transports: transportsOf(credential.transports),
        name: about.name,
        created: about.now,
        used: null,
        backedUp: credentialBackedUp,
      };
    }
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
