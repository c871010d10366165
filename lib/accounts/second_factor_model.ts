/** What somebody proves who they are with besides a password. */

/** A second step of signing in must be done within this. */
export const SECOND_STEP_WITHIN = 10 * 60_000;
/** Recovery codes made at once, and how many left are few. */
export const RECOVERY_CODES = { count: 10, few: 3 } as const;

/** What somebody signs in with besides a password. */
export interface SecondFactor {
  /** Since when an authenticator app is set up; null when none is. */
  readonly totp: number | null;
  /** How many passkeys there are. */
  readonly passkeys: number;
  /** How many recovery codes are left. */
  readonly codesLeft: number;
}

/** Is there any second factor? Recovery codes alone are none. */
export function isOn(factor: SecondFactor): boolean {
  return factor.totp !== null || factor.passkeys > 0;
}

/** A key in a device or a password manager, good for signing in alone. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly used: number | null;
  /** Is there a copy of it elsewhere, so that losing the device loses nothing? */
  readonly backedUp: boolean;
}

/** Whom a passkey is made for: a browser gives it to no other site. */
export interface RelyingParty {
  /** The host, without a port. */
  readonly id: string;
  readonly origin: string;
}

/** How many passkeys one person may have, and how long a question to one is open. */
export const PASSKEYS = { most: 20, within: 5 * 60_000 } as const;
