/**
 * AES-256-GCM: one byte of version, 12 of nonce, then the sealed bytes. What
 * they are about is authenticated with them, so that a row moved to another
 * place or another owner opens to nothing.
 */

export type Bytes = Uint8Array<ArrayBuffer>;

const VERSION = 1;
const NONCE = 12;

export async function seal(
  key: Bytes,
  additionalData: Bytes,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const body = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData },
    await imported(key),
    new Uint8Array(bytes),
  );
  const sealed = new Uint8Array(1 + NONCE + body.byteLength);
  sealed[0] = VERSION;
  sealed.set(iv, 1);
  sealed.set(new Uint8Array(body), 1 + NONCE);
  return sealed;
}

/** Null: it was not sealed under this key, or is about something else. */
export async function open(
  key: Bytes,
  additionalData: Bytes,
  sealed: Uint8Array,
): Promise<Bytes | null> {
  if (sealed[0] !== VERSION) return null;
  try {
    const iv = new Uint8Array(sealed.slice(1, 1 + NONCE));
    return new Uint8Array(
      await crypto.subtle.decrypt(
        { name: "AES-GCM", iv, additionalData },
        await imported(key),
        new Uint8Array(sealed.slice(1 + NONCE)),
      ),
    );
  } catch {
    return null;
  }
}

function imported(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
}
