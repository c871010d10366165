import { createHash } from "node:crypto";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Random text of so many bits in lower-case base32 (RFC 4648, no padding). */
export function randomText(bits: number): string {
  return base32(crypto.getRandomValues(new Uint8Array(Math.ceil(bits / 8))));
}

/** What is stored instead of a secret. Fast is fine: the secret is random. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Bytes in the same letters. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let size = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    size += 8;
    while (size >= 5) {
      size -= 5;
      text += BASE32[(held >> size) & 31];
    }
    held &= (1 << size) - 1;
  }
  return size > 0 ? text + BASE32[(held << (5 - size)) & 31] : text;
}
