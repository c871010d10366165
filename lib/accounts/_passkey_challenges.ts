/** Questions to passkeys: random, for one browser and purpose, answered once. */
import { change } from "@/lib/kv/change.ts";
import { passkeyChallenges } from "./_passkey_keys.ts";
import { hashOf } from "./_tokens.ts";
import { PASSKEYS } from "./second_factor_model.ts";

/** Which browser is asked, and what for. */
export interface PasskeyFlow {
  readonly purpose:
    | "sign-in"
    | "second-step"
    | "confirm"
    | "add"
    | "sign-up"
    | "recover";
  /** A secret of the browser's: its form cookie, pending sign-in or session. */
  readonly who: string;
}

function keyOf({ purpose, who }: PasskeyFlow): [string] {
  return [hashOf(`${purpose}\n${who}`)];
}

/** A question that was asked. */
export interface Challenge {
  /** Is this what was asked? */
  readonly fits: (challenge: string) => boolean;
  /** The account it was asked for, where there is none yet. */
  readonly user: string | null;
  /** Was nothing asked, because that account's username is taken? */
  readonly taken: boolean;
}

/** A new question; an earlier one of the same flow can no longer be answered. */
export async function newChallenge(
  flow: PasskeyFlow,
  now: number,
  about: { readonly user?: string; readonly taken?: true } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  const row = {
    challenge: hashOf(text),
    until: now + PASSKEYS.within,
    ...about,
  };
  const options = { expireIn: PASSKEYS.within };
  await change((c) => c.put(passkeyChallenges, keyOf(flow), row, options));
  return bytes;
}

/**
 * Uses the question up, whether or not the answer turns out to be right: of
 * fifty answers at once one is looked at. Null: there is none to answer.
 */
export async function takeChallenge(
  flow: PasskeyFlow,
  now: number,
): Promise<Challenge | null> {
  const key = keyOf(flow);
  const row = await change(async (c) => {
    const row = await c.read(passkeyChallenges, key);
    if (row) c.drop(passkeyChallenges, key);
    return row;
  });
  if (!row || now >= row.until) return null;
  return {
    fits: (challenge) => hashOf(challenge) === row.challenge,
    user: row.user ?? null,
    taken: row.taken ?? false,
  };
}
