import { family } from "@/lib/kv/family.ts";
import type { Passkey } from "./second_factor_model.ts";

/** A passkey as stored. Nothing of it is secret: the device keeps what signs. */
export interface StoredPasskey extends Passkey {
  /** What the device calls it, in base64url; `id` is its hash. */
  readonly credential: string;
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** How often the device says it has signed; 0 if it does not count. */
  readonly counter: number;
  /** How browsers reach it. */
  readonly transports: readonly string[];
}

/** All in one row: whoever signs in with one collides with whoever removes it. Never empty. */
export const passkeys = family<readonly StoredPasskey[], [user: string]>(
  "passkeys",
  { parts: ["user"], holds: "a user's passkeys, each with its public key" },
);

/** One for each browser and purpose: the next question replaces it. */
export const passkeyChallenges = family<
  {
    readonly challenge: string;
    readonly until: number;
    /** The account a passkey is made for before there is one. */
    readonly user?: string;
    /** There was nothing to ask: that account's username is taken. */
    readonly taken?: true;
  },
  [flow: string]
>(
  "passkey_challenge",
  {
    parts: ["hash of purpose and browser"],
    holds: "SHA-256 of a question a passkey must answer, once",
  },
);
