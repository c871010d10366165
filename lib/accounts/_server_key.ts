/**
 * Keys that hang on the server's secret, which lies beside the store and never
 * in it. Each purpose has a key of its own, so that what is made for one can
 * never stand in for another.
 */
import { hkdfSync } from "node:crypto";

let secret: string | Uint8Array | null = null;
const keys = new Map<string, Uint8Array<ArrayBuffer>>();

/** Names the secret; `usePasswords()` does it for the whole process. */
export function useServerKey(given: string | Uint8Array): void {
  secret = given;
  keys.clear();
}

/** The 256-bit key for a purpose: HKDF-SHA-256 of the secret. */
export function serverKey(purpose: string): Uint8Array<ArrayBuffer> {
  if (secret === null) throw new Error("Call usePasswords() first");
  let key = keys.get(purpose);
  if (!key) {
    const info = `parley ${purpose}`;
    key = new Uint8Array(hkdfSync("sha256", secret, "", info, 32));
    keys.set(purpose, key);
  }
  return key;
}
