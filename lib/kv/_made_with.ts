/**
 * The first row of a store tells whether the secret at hand is the one the
 * store was made with. Without it, somebody with a new key would see errors on
 * every page, or begin a second set of rows that nobody else can open.
 */
import { Sealing } from "./_sealing.ts";
import { pause } from "./_settle.ts";
import { family } from "./family.ts";

/** A store that this server cannot use. Its message is for the person at the terminal. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

interface MadeWith {
  readonly salt: Uint8Array;
  /** A keyed hash of a text that is known. */
  readonly proof: string;
}

const madeWith = family<MadeWith, []>("made_with", {
  parts: [],
  holds: "the store's salt, and a hash that only its secret gives",
  open: "it tells which secret is right",
});

const KEY = [madeWith.name];
const TRIES = 20;

/**
 * How the rows of this store are sealed; a new store is made with this secret.
 * @throws StoreRefused when it was made with another one, or without any
 */
export async function sealingOf(
  kv: Deno.Kv,
  secret: string | Uint8Array,
): Promise<Sealing> {
  for (let tries = 1;; tries++) {
    try {
      return await readOrMake(kv, secret);
    } catch (error) {
      // Two that open a new store at once stand in each other's way for a moment.
      if (!/locked|busy/i.test(String(error)) || tries >= TRIES) throw error;
      await pause(tries);
    }
  }
}

async function readOrMake(
  kv: Deno.Kv,
  secret: string | Uint8Array,
): Promise<Sealing> {
  const { value } = await kv.get<MadeWith>(KEY);
  if (value) {
    const sealing = new Sealing(secret, value.salt);
    if (proofOf(sealing) === value.proof) return sealing;
    throw new StoreRefused(
      "The store was made with another SECRET_KEY, and nothing in it opens with this one. " +
        "Put back the key it was made with: the file secret.key, or the setting SECRET_KEY.",
    );
  }
  for await (const _ of kv.list({ prefix: [] }, { limit: 1 })) {
    throw new StoreRefused(
      "The store was made by an earlier Parley that did not seal it, and this one does not read it. " +
        "Start the earlier one, or choose a new DATA_DIR.",
    );
  }
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const sealing = new Sealing(secret, salt);
  const made = await kv.atomic()
    .check({ key: KEY, versionstamp: null })
    .set(KEY, { salt, proof: proofOf(sealing) })
    .commit();
  // Another process was first: it has the same secret, or one of us is refused.
  return made.ok ? sealing : await readOrMake(kv, secret);
}

function proofOf(sealing: Sealing): string {
  return sealing.hide(madeWith, "proof", "parley").toHex();
}
