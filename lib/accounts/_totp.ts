/** The arithmetic of authenticator apps: RFC 6238, SHA-1, six digits, 30 seconds. */
import { createTOTPKeyURI, generateHOTP } from "@oslojs/otp";
import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";

/** What every authenticator app understands. */
export const TOTP = { seed: 20, digits: 6, period: 30 } as const;
/** A clock may be a step early or late. */
const WINDOW = [0, -1, 1];
/** Longest label, so that the picture stays small. */
const LABEL = 44;

/** The step of a moment. */
export function stepOf(now: number): number {
  return Math.floor(now / 1_000 / TOTP.period);
}

/**
 * The step whose code this is; null when it is wrong, or of a step that is not
 * after `used`: a code that was seen once opens nothing a second time.
 */
export function matchingStep(
  seed: Uint8Array,
  code: string,
  now: number,
  used: number,
): number | null {
  let found: number | null = null;
  for (const offset of WINDOW) {
    const step = stepOf(now) + offset;
    const right = generateHOTP(seed, BigInt(step), TOTP.digits);
    if (isSame(right, code) && step > used) found ??= step;
  }
  return found;
}

function isSame(right: string, typed: string): boolean {
  return right.length === typed.length &&
    timingSafeEqual(Buffer.from(right), Buffer.from(typed));
}

/** The address an authenticator app reads from the picture. */
export function keyUri(
  seed: Uint8Array,
  username: string,
  host: string,
): string {
  return createTOTPKeyURI(
    "Parley",
    labelOf(username, host),
    seed,
    TOTP.period,
    TOTP.digits,
  );
}

/** Person and server; letters that take much room in an address are cut. */
function labelOf(username: string, host: string): string {
  const fits = (label: string) => encodeURIComponent(label).length <= LABEL;
  const whole = `${username}@${host}`;
  if (fits(whole)) return whole;
  const letters = [...username];
  while (!fits(letters.join(""))) letters.pop();
  return letters.join("");
}
