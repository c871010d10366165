/** Questions to the store. None of them is a check: see `change()` for those. */
import type { Family, Prefix } from "./family.ts";
import { prefixOf } from "./_key.ts";
import { type Store, theStore } from "./store.ts";

/** Rows fetched per round trip by a list without a limit, and at most. */
const BATCH = 100;
const MAX_BATCH = 500;

/** A row with the stamp of the change that wrote it. */
export interface Entry<T> {
  readonly value: T;
  readonly versionstamp: string;
}

/** A row of a list. */
export interface Row<T, K> extends Entry<T> {
  readonly key: K;
}

/** Which rows of a list. Both bounds are on the key part after the prefix. */
export interface ListOptions {
  /** Only rows beyond this part; it and everything under it is left out. */
  readonly after?: Deno.KvKeyPart;
  /** Only rows short of this part. */
  readonly before?: Deno.KvKeyPart;
  readonly limit?: number;
  /** The greatest key first. */
  readonly reverse?: boolean;
}

/** The value of a row, or null. */
export async function read<T, K extends readonly Deno.KvKeyPart[]>(
  family: Family<T, K>,
  key: K,
): Promise<T | null> {
  return (await theStore().find(family, key)).value;
}

/** The value and versionstamp of a row, or null. */
export async function readEntry<T, K extends readonly Deno.KvKeyPart[]>(
  family: Family<T, K>,
  key: K,
): Promise<Entry<T> | null> {
  const entry = await theStore().find(family, key);
  return entry.versionstamp === null ? null : entry;
}

/** The values of many rows, in the order asked, null where there is none. */
export async function readMany<T, K extends readonly Deno.KvKeyPart[]>(
  family: Family<T, K>,
  keys: readonly K[],
): Promise<(T | null)[]> {
  const store = theStore();
  const entries = await Promise.all(keys.map((key) => store.find(family, key)));
  return entries.map((entry) => entry.value);
}

/** Rows whose key begins with the prefix, in the order of their keys. */
export function list<T, K extends readonly Deno.KvKeyPart[]>(
  family: Family<T, K>,
  prefix: Prefix<K>,
  options: ListOptions = {},
): AsyncIterable<Row<T, K>> {
  // The store is taken now: the caller may be elsewhere when it iterates.
  return listIn(theStore(), family, prefix, options);
}

/** The same on a given store. */
export async function* listIn<T, K extends readonly Deno.KvKeyPart[]>(
  store: Store,
  family: Family<T, K>,
  prefix: Prefix<K>,
  { after, before, limit, reverse = false }: ListOptions = {},
): AsyncGenerator<Row<T, K>, void> {
  if (limit !== undefined && limit <= 0) return;
  const { sealing } = store;
  const parts = prefix as readonly Deno.KvKeyPart[];
  if ((after ?? before) !== undefined && family.hidden[parts.length]) {
    throw new TypeError(
      `"${
        family.parts[parts.length]
      }" of "${family.name}" is hidden and has no order`,
    );
  }
  const base = prefixOf(sealing, family, parts);
  // `true` sorts behind every other part, so this passes over all of `after`.
  const start = after === undefined
    ? undefined
    : [...prefixOf(sealing, family, [...parts, after]), true];
  const end = before === undefined
    ? undefined
    : prefixOf(sealing, family, [...parts, before]);
  if (start && end && !precedes(after, before)) return;
  const selector: Deno.KvListSelector = start && end
    ? { start, end }
    : start
    ? { prefix: base, start }
    : end
    ? { prefix: base, end }
    : { prefix: base };
  const rows = store.kv.list(selector, {
    reverse,
    batchSize: Math.min(limit ?? BATCH, MAX_BATCH),
    ...(limit === undefined ? {} : { limit }),
  });
  for await (const { key, value, versionstamp } of rows) {
    yield {
      key: key.slice(1) as unknown as K,
      value: store.open(family, key, value),
      versionstamp,
    };
  }
}

/** Can anything lie between? The store refuses a range that ends before it starts. */
function precedes(a: unknown, b: unknown): boolean {
  if (typeof a !== typeof b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.toHex() < b.toHex();
  }
  return (a as string | number) < (b as string | number);
}
