/**
 * A piece as it lies in a bucket: one byte of version, 12 of nonce, then sealed
 * its SHA-256 and its bytes, then 16 of tag. Which blob's and which piece it is
 * is authenticated with it, so none opens at another's place. The key hangs on
 * the store's own, as every other does (decision 0016).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { BrokenBlob } from "./_piece.ts";

const VERSION = 1;
const NONCE = 12;
const SUM = 32;
const TAG = 16;
const AHEAD = 1 + NONCE;
const CIPHER = "aes-256-gcm";

/** How many bytes longer it is than what it holds. */
export const SEAL = AHEAD + SUM + TAG;

/** A key of a store for one purpose. */
export function keyFrom(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", purpose, 32));
}

/** Seals a piece into `into` at a place. @returns where the next one begins */
export function sealPiece(
  key: Uint8Array,
  place: string,
  bytes: Uint8Array,
  into: Uint8Array,
  at: number,
): number {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  cipher.setAAD(new TextEncoder().encode(place));
  into[at] = VERSION;
  into.set(nonce, at + 1);
  const sum = createHash("sha256").update(bytes).digest();
  into.set(cipher.update(sum), at + AHEAD);
  into.set(cipher.update(bytes), at + AHEAD + SUM);
  cipher.final();
  const end = at + AHEAD + SUM + bytes.length;
  into.set(cipher.getAuthTag(), end);
  return end + TAG;
}

/** What was sealed for this very place. @throws BrokenBlob */
export function openPiece(
  key: Uint8Array,
  place: string,
  sealed: Uint8Array,
): Uint8Array {
  if (sealed.length < SEAL || sealed[0] !== VERSION) {
    throw new BrokenBlob(`Piece ${place} is cut, or of another version`);
  }
  const end = sealed.length - TAG;
  const nonce = sealed.subarray(1, AHEAD);
  const opener = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  opener.setAAD(new TextEncoder().encode(place));
  opener.setAuthTag(sealed.subarray(end));
  const open = opener.update(sealed.subarray(AHEAD, end));
  try {
    opener.final();
  } catch {
    throw new BrokenBlob(`Piece ${place} does not open`);
  }
  const bytes = open.subarray(SUM);
  const sum = createHash("sha256").update(bytes).digest();
  if (!sum.equals(open.subarray(0, SUM))) {
    throw new BrokenBlob(`Piece ${place} has another SHA-256`);
  }
  return bytes;
}
