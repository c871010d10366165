/**
 * The first row of a store holds its own key, which every other key hangs on,
 * wrapped under the secret. So another secret takes one row and not all of
 * them; and whether the secret at hand is the right one shows before anything
 * is read. Without that, somebody with a new one would see errors on every
 * page, or begin a second set of rows that nobody else can open.
 */
import { Sealing } from "./_sealing.ts";
import { unlocked } from "./_settle.ts";
import { unwrap, wrap } from "./_wrapped.ts";
import { family } from "./family.ts";

/** A store that this server cannot use. Its message is for the person at the terminal. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

/** What a store was made with. */
export interface MadeWith {
  readonly salt: Uint8Array;
  /** The store's key, once for each secret that opens it. Two only while one takes the place of the other. */
  readonly wrapped: readonly Uint8Array[];
}

const madeWith = family<MadeWith, []>("made_with", {
  parts: [],
  holds: "the store's salt, and its key, wrapped under the secret",
  open: "it is what opens everything else, and wrapped itself",
});

/** Where that row is. */
export const MADE_WITH: Deno.KvKey = [madeWith.name];
const KEY = 32;

/**
 * How the rows of this store are sealed; a new store is made with this secret.
 * @throws StoreRefused when it was made with another one, or without any
 */
export async function sealingOf(
  kv: Deno.Kv,
  secret: string | Uint8Array,
): Promise<Sealing> {
  // Two that open a new store at once stand in each other's way for a moment.
  return await unlocked(() => readOrMake(kv, secret));
}

/** The store's key. @throws StoreRefused for a secret that does not open it */
export function keyIn(
  { salt, wrapped }: MadeWith,
  secret: string | Uint8Array,
): Uint8Array {
  for (const one of wrapped) {
    const key = unwrap(secret, salt, one);
    if (key) return key;
  }
  throw new StoreRefused(
    "The store was made with another SECRET_KEY, and nothing in it opens with this one. " +
      "Put back the key it was made with: the file secret.key, or the setting SECRET_KEY.",
  );
}

async function readOrMake(
  kv: Deno.Kv,
  secret: string | Uint8Array,
): Promise<Sealing> {
  const { value } = await kv.get<MadeWith>(MADE_WITH);
  if (value?.wrapped) return new Sealing(keyIn(value, secret), value.salt);
  for await (const _ of kv.list({ prefix: [] }, { limit: 1 })) {
    throw new StoreRefused(
      "The store was made by an earlier Parley that sealed it in another way or not at all, and this one does not read it. " +
        "Start the earlier one, or choose a new DATA_DIR.",
    );
  }
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const key = crypto.getRandomValues(new Uint8Array(KEY));
  const made: MadeWith = { salt, wrapped: [wrap(secret, salt, key)] };
  const { ok } = await kv.atomic()
    .check({ key: MADE_WITH, versionstamp: null })
    .set(MADE_WITH, made)
    .commit();
  // Another process was first: it has the same secret, or one of us is refused.
  return ok ? new Sealing(key, salt) : await readOrMake(kv, secret);
}
