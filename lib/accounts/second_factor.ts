/**
 * What is asked for besides the password. A kind of factor adds its row to the
 * three questions and to `dropSecondFactor()`, and a proof of its own beside
 * `proveByCode()`.
 */
import type { Change } from "@/lib/kv/change.ts";
import { read, readMany } from "@/lib/kv/read.ts";
import { recoveryCodes, totps } from "./_keys.ts";
import { passkeys } from "./_passkey_keys.ts";
import { useRecoveryCode } from "./_recovery_codes.ts";
import { matchingStep } from "./_totp.ts";
import type { SecondFactor } from "./second_factor_model.ts";
import { openFor } from "./vault.ts";

/** By what a second step was done. */
export type ProofKind = "totp" | "recovery-code" | "passkey";

/**
 * Proves a second step within the change that needs it, and uses the proof up
 * in that same change. Null: it proves nothing.
 */
export type Prove = (c: Change, user: string) => Promise<ProofKind | null>;

/** Must a second step follow the password? */
export async function hasSecondFactor(
  c: Change,
  user: string,
): Promise<boolean> {
  return await c.read(totps, [user]) !== null ||
    await c.read(passkeys, [user]) !== null;
}

/** What this user has. */
export async function findSecondFactor(user: string): Promise<SecondFactor> {
  const [totp, keys, codes] = await Promise.all([
    read(totps, [user]),
    read(passkeys, [user]),
    read(recoveryCodes, [user]),
  ]);
  return {
    totp: totp?.since ?? null,
    passkeys: keys?.length ?? 0,
    codesLeft: codes?.hashes.length ?? 0,
  };
}

/** Which of these have one, in the order asked. */
export async function haveSecondFactor(
  users: readonly string[],
): Promise<boolean[]> {
  const ids = users.map((id) => [id] as [string]);
  const [apps, keys] = await Promise.all([
    readMany(totps, ids),
    readMany(passkeys, ids),
  ]);
  return users.map((_, i) => Boolean(apps[i] ?? keys[i]));
}

/** Removes every kind, with the recovery codes. */
export function dropSecondFactor(c: Change, user: string): void {
  c.drop(totps, [user]);
  c.drop(passkeys, [user]);
  c.drop(recoveryCodes, [user]);
}

/** Proves by what somebody typed: six digits of the app, or a recovery code. */
export function proveByCode(typed: string, now = Date.now()): Prove {
  const code = plainCode(typed);
  return async (c, user) => {
    if (/^\d{6}$/.test(code)) {
      return await useTotp(c, user, code, now) ? "totp" : null;
    }
    const letters = lookalikes(code);
    if (!/^[a-z2-7]{16}$/.test(letters)) return null;
    return await useRecoveryCode(c, user, letters) ? "recovery-code" : null;
  };
}

/** The step is stored in the change that uses it: of fifty at once one is right. */
async function useTotp(
  c: Change,
  user: string,
  code: string,
  now: number,
): Promise<boolean> {
  const row = await c.read(totps, [user]);
  const seed = row && await openFor(user, "totp", row.seed, c);
  if (!row || !seed) return false;
  const step = matchingStep(seed, code, now, row.step);
  if (step === null) return false;
  c.put(totps, [user], { ...row, step });
  return true;
}

/** As people type codes: with spaces and dashes, large letters, digits of their own script. */
export function plainCode(typed: string): string {
  return typed.slice(0, 200).normalize("NFKC").toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, "")
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** Digits that no recovery code has, read from paper for a letter. */
function lookalikes(code: string): string {
  return code.replaceAll("0", "o").replaceAll("1", "l").replaceAll("8", "b");
}
