/**
 * Keeps passwords: peppered with the server's key, then Argon2id, stored as a
 * PHC string with its parameters. A stolen store alone cannot be guessed at.
 */
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Cost, type Hasher, hashInWorker } from "./_hasher.ts";
import { useServerKey } from "./_server_key.ts";

export { stopHashing } from "./_hasher.ts";
export type { Cost, Hasher, HashJob } from "./_hasher.ts";

/** 46 MiB and one pass, OWASP's first choice: about 90 ms. */
const COST: Cost = { memory: 47_104, passes: 1, lanes: 1 };
const SALT = 16;
const TAG = 32;
/** A stored hash that asks for more than this was not written by us. */
const MOST = { memory: 1 << 18, passes: 16, lanes: 4 };

interface Keeping {
  readonly pepper: Uint8Array;
  readonly cost: Cost;
  readonly hasher: Hasher;
}

let keeping: Keeping | null = null;

/**
 * Must be called once before anybody signs in: passwords, the vault and
 * recovery codes hang on the secret.
 * @param about `secret` is the server's secret key; the rest is for tests
 */
export function usePasswords(
  about: { secret: string | Uint8Array; cost?: Cost; hasher?: Hasher },
): void {
  useServerKey(about.secret);
  keeping = {
    // A key of its own, so that no other use of the secret can stand in for it.
    pepper: createHmac("sha256", about.secret)
      .update("parley password pepper").digest(),
    cost: about.cost ?? COST,
    hasher: about.hasher ?? hashInWorker,
  };
}

/** The PHC string to store for a password. @throws TooMany */
export async function hashPassword(password: string): Promise<string> {
  const { cost, hasher } = keeper();
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const secret = pepper(password);
  return write(cost, salt, await hasher({ secret, salt, cost, length: TAG }));
}

/**
 * Is this the password behind the hash? Without a hash (nobody of that name)
 * it does the same work and says no, so that nobody learns who has an account.
 * @throws TooMany
 */
export async function isPassword(
  password: string,
  hash: string | null,
): Promise<boolean> {
  const { cost, hasher } = keeper();
  const known = hash === null ? null : parse(hash);
  const { salt, tag } = known ?? {
    salt: crypto.getRandomValues(new Uint8Array(SALT)),
    tag: crypto.getRandomValues(new Uint8Array(TAG)),
  };
  const found = await hasher({
    secret: pepper(password),
    salt,
    cost: known?.cost ?? cost,
    length: tag.length,
  });
  return timingSafeEqual(found, tag) && known !== null;
}

/** Was it made with less than what is asked today? */
export function isWeak(hash: string): boolean {
  const { cost } = keeper();
  const known = parse(hash)?.cost;
  return !known || known.memory < cost.memory || known.passes < cost.passes;
}

function keeper(): Keeping {
  if (!keeping) throw new Error("Call usePasswords() before anybody signs in");
  return keeping;
}

function pepper(password: string): Uint8Array {
  return createHmac("sha256", keeper().pepper).update(password, "utf8")
    .digest();
}

function write(cost: Cost, salt: Uint8Array, tag: Uint8Array): string {
  const text = (bytes: Uint8Array) =>
    Buffer.from(bytes).toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${
    text(salt)
  }$${text(tag)}`;
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

function parse(
  hash: string,
): { cost: Cost; salt: Uint8Array; tag: Uint8Array } | null {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(hash) ?? [];
  if (!salt || !tag) return null;
  const cost = {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
  };
  if (
    cost.memory > MOST.memory || cost.passes > MOST.passes ||
    cost.lanes > MOST.lanes
  ) return null;
  return {
    cost,
    salt: new Uint8Array(Buffer.from(salt, "base64")),
    tag: new Uint8Array(Buffer.from(tag, "base64")),
  };
}
