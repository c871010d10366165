/** A store of its own for each test, in memory. */
import { usePasswords } from "@/lib/accounts/password.ts";
import { openStore, Store, withStore } from "@/lib/kv/store.ts";
import { createHash } from "node:crypto";

/** Runs something on an empty store. */
export async function onNewStore<R>(
  run: (store: Store) => Promise<R>,
): Promise<R> {
  // Stands in for Argon2id: these tests are not about hashing.
  usePasswords({
    secret: "a secret of tests",
    hasher: ({ secret, salt }) =>
      Promise.resolve(
        new Uint8Array(
          createHash("sha256").update(secret).update(salt).digest(),
        ),
      ),
  });
  using store = await openStore(":memory:");
  const result = await withStore(store, () => run(store));
  await store.idle();
  return result;
}

/** A test on an empty store. */
export function storeTest(
  sentence: string,
  test: (store: Store) => Promise<void>,
): void {
  Deno.test(sentence, () => onNewStore(test));
}

/**
 * The same rows as another process would see them: with queues, groups and
 * memories of its own.
 */
export function otherProcess(store: Store): Store {
  return new Store(store.kv, store.limits, true);
}

/** A row as it is stored, key and value as text. */
export interface RawRow {
  readonly family: string;
  readonly text: string;
}

/** Every row of the store, whatever it belongs to. */
export async function rawRows(store: Store): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const { key, value } of store.kv.list({ prefix: [] })) {
    rows.push({ family: String(key[0]), text: JSON.stringify([key, value]) });
  }
  return rows;
}

/** The families whose rows hold this text. */
export async function familiesHolding(
  store: Store,
  text: string,
): Promise<string[]> {
  const found = (await rawRows(store)).filter((row) => row.text.includes(text));
  return [...new Set(found.map(({ family }) => family))].sort();
}
