/**
 * A key sealed under a secret: 12 bytes of nonce, the sealed key, 16 of tag
 * (AES-256-GCM under HKDF-SHA-256 of the secret). Only the very secret opens it.
 */
import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

const NONCE = 12;
const TAG = 16;
const CIPHER = "aes-256-gcm";
const TAGGED = { authTagLength: TAG } as const;

type Secret = string | Uint8Array;

/** @param salt of the store: with another one the same secret is another key */
export function wrap(
  secret: Secret,
  salt: Uint8Array,
  key: Uint8Array,
): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const cipher = createCipheriv(CIPHER, under(secret, salt), nonce, TAGGED);
  const parts = [nonce, cipher.update(key), cipher.final()];
  return new Uint8Array(Buffer.concat([...parts, cipher.getAuthTag()]));
}

/** The key again; null under another secret, or when it was altered. */
export function unwrap(
  secret: Secret,
  salt: Uint8Array,
  wrapped: Uint8Array,
): Uint8Array | null {
  const end = wrapped.length - TAG;
  if (end < NONCE) return null;
  const nonce = wrapped.subarray(0, NONCE);
  const decipher = createDecipheriv(CIPHER, under(secret, salt), nonce, TAGGED);
  decipher.setAuthTag(wrapped.subarray(end));
  const key = decipher.update(wrapped.subarray(NONCE, end));
  try {
    decipher.final();
  } catch {
    return null;
  }
  return new Uint8Array(key);
}

function under(secret: Secret, salt: Uint8Array): Uint8Array {
  return new Uint8Array(
    hkdfSync("sha256", secret, salt, "parley store key", 32),
  );
}
