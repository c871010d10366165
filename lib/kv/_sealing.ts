/**
 * What makes a stolen store unreadable: values sealed with AES-256-GCM, and
 * texts in keys replaced by keyed hashes. The keys hang on one of the store's
 * own, wrapped under the server's secret, which lies outside of the store.
 * Decisions 0016 and 0033 have the reasoning.
 *
 * A sealed value is one byte of version, 12 of nonce, the sealed bytes, and 16
 * of tag. The row's whole key and the schema are authenticated with it, so that
 * a row which was altered, or copied to another place, does not open.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
} from "node:crypto";
import type { Family } from "./family.ts";
import { pack, unpack } from "./_packed.ts";

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const AHEAD = NONCE + 1;
const HIDDEN = 16;

const CIPHER = "aes-256-gcm";
const TAGGED = { authTagLength: TAG } as const;

/** A row does not open. Nobody gets to see anything of it. */
export class BrokenSeal extends Error {
  override readonly name = "BrokenSeal";

  constructor(family: string, why: string) {
    super(`A row of "${family}" ${why}: the store was changed from outside`);
  }
}

const encoder = new TextEncoder();
/** Random bytes are fetched for many nonces at once. */
const pool = new Uint8Array(NONCE * 512);
let used = pool.length;

function nonce(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool.subarray(used, used += NONCE);
}

/** Seals and opens the rows of one store. */
export class Sealing {
  readonly #root: Uint8Array;
  readonly #salt: Uint8Array;
  readonly #keys = new Map<string, Uint8Array>();

  /** @param root the store's own key, which no other store has */
  constructor(root: Uint8Array, salt: Uint8Array) {
    this.#root = root;
    this.#salt = salt;
  }

  /** A value as it is stored. @param text the row's whole key */
  seal(family: Family, text: string, value: unknown): unknown {
    if (family.open) return value;
    const iv = nonce();
    const cipher = createCipheriv(CIPHER, this.#keyOf(family), iv, TAGGED);
    cipher.setAAD(aboutOf(family, text));
    const body = cipher.update(pack(value));
    cipher.final();
    const sealed = new Uint8Array(AHEAD + body.length + TAG);
    sealed[0] = VERSION;
    sealed.set(iv, 1);
    sealed.set(body, AHEAD);
    sealed.set(cipher.getAuthTag(), AHEAD + body.length);
    return sealed;
  }

  /** What was sealed for this very row. @throws BrokenSeal */
  open(family: Family, text: string, stored: unknown): unknown {
    if (family.open) return stored;
    if (!(stored instanceof Uint8Array) || stored.length < AHEAD + TAG) {
      throw new BrokenSeal(family.name, "is not sealed");
    }
    if (stored[0] !== VERSION) {
      throw new BrokenSeal(family.name, `has a seal of version ${stored[0]}`);
    }
    const end = stored.length - TAG;
    const iv = stored.subarray(1, AHEAD);
    const key = this.#keyOf(family);
    const decipher = createDecipheriv(CIPHER, key, iv, TAGGED);
    decipher.setAAD(aboutOf(family, text));
    decipher.setAuthTag(stored.subarray(end));
    const packed = decipher.update(stored.subarray(AHEAD, end));
    try {
      decipher.final();
    } catch {
      throw new BrokenSeal(family.name, "does not open");
    }
    return unpack(packed);
  }

  /** What stands in a key for a text: 128 bits that say nothing to who lacks the secret. */
  hide(family: Family, part: string, text: string): Uint8Array {
    const hash = createHmac("sha256", this.#key(`hidden ${family.name}`))
      .update(`${part}\n${text}`).digest();
    return new Uint8Array(hash.subarray(0, HIDDEN));
  }

  /** What keys outside of the rows hang on: as long as the store is there, whatever SECRET_KEY is. */
  get secret(): string {
    return this.#key("secret").toBase64();
  }

  #keyOf({ name }: Family): Uint8Array {
    return this.#key(`rows ${name}`);
  }

  #key(purpose: string): Uint8Array {
    let key = this.#keys.get(purpose);
    if (!key) {
      const info = `parley store ${purpose}`;
      key = new Uint8Array(
        hkdfSync("sha256", this.#root, this.#salt, info, 32),
      );
      this.#keys.set(purpose, key);
    }
    return key;
  }
}

/** A key's text is JSON and begins with a bracket, so no two pairs give one text. */
function aboutOf({ schema }: Family, text: string): Uint8Array {
  return encoder.encode(`${schema}${text}`);
}
