/** A store of its own for each test, in memory. */
import { usePasswords } from "@/lib/accounts/password.ts";
import { allFamilies } from "@/lib/kv/family.ts";
import { loadFamilies } from "@/lib/operations/print_keys.ts";
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
  return new Store(store.kv, store.sealing, store.limits, true);
}

/** A row as whoever has the store's key sees it. */
export interface OpenedRow {
  readonly family: string;
  readonly key: readonly unknown[];
  readonly value: unknown;
}

/** Every row of the store but the one it was made with. */
export async function openedRows(store: Store): Promise<OpenedRow[]> {
  await loadFamilies();
  const families = new Map(allFamilies().map((one) => [one.name, one]));
  const rows: OpenedRow[] = [];
  for await (const { key, value } of store.kv.list({ prefix: [] })) {
    const family = families.get(String(key[0]))!;
    if (family.name === "made_with") continue;
    rows.push({
      family: family.name,
      // Another store has other bytes for the same text.
      key: key.map((part, i) => i > 0 && family.hidden[i - 1] ? "…" : part),
      value: store.open(family, key, value),
    });
  }
  return rows;
}

/** A row, key and opened value as text. */
export interface RawRow {
  readonly family: string;
  readonly text: string;
}

/** The same as text. */
export async function rawRows(store: Store): Promise<RawRow[]> {
  return (await openedRows(store)).map(({ family, key, value }) => ({
    family,
    text: JSON.stringify([key, value]),
  }));
}

/** The families whose rows hold this text. */
export async function familiesHolding(
  store: Store,
  text: string,
): Promise<string[]> {
  const found = (await rawRows(store)).filter((row) => row.text.includes(text));
  return [...new Set(found.map(({ family }) => family))].sort();
}
