/**
 * Recovery codes: for whoever has lost the device of their second factor. Ten
 * of 80 random bits, shown once; the store holds only hashes made with a key
 * outside of it.
 */
import { createHmac } from "node:crypto";
import type { Change } from "@/lib/kv/change.ts";
import { recoveryCodes } from "./_keys.ts";
import { serverKey } from "./_server_key.ts";
import { randomText } from "./_tokens.ts";
import { RECOVERY_CODES } from "./second_factor_model.ts";

const BITS = 80;

/** Codes nobody has seen yet. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES.count }, () => randomText(BITS));
}

/** Stores these codes in place of all earlier ones. */
export function putRecoveryCodes(
  c: Change,
  user: string,
  codes: readonly string[],
  now: number,
): void {
  const hashes = codes.map((code) => hashOfCode(user, code));
  c.put(recoveryCodes, [user], { hashes, made: now });
}

/** Uses a code up. Of any number of tries at once exactly one is right. */
export async function useRecoveryCode(
  c: Change,
  user: string,
  code: string,
): Promise<boolean> {
  const row = await c.read(recoveryCodes, [user]);
  const hash = hashOfCode(user, code);
  if (!row?.hashes.includes(hash)) return false;
  const hashes = row.hashes.filter((one) => one !== hash);
  c.put(recoveryCodes, [user], { ...row, hashes });
  return true;
}

/** Not the plain hash: nobody with the store alone can check a guess. */
function hashOfCode(user: string, code: string): string {
  return createHmac("sha256", serverKey("recovery codes"))
    .update(`${user}\n${code}`).digest("hex").slice(0, 40);
}
