/**
 * Hears of changes other instances make. Inside one process the live hub is
 * told by `afterCommit`; this is only the bridge between several of them.
 */
import type { Family } from "./family.ts";
import { keyOf, textOf } from "./_key.ts";
import type { Entry } from "./read.ts";
import { type Store, theStore } from "./store.ts";

/** Ends a watch. */
export type Stop = () => void;

/** The store takes at most this many keys in one watch. */
const KEYS_AT_ONCE = 10;

/**
 * Calls back with each row as it is now, and again whenever it changes. Many
 * changes may come as one: read the gap, do not count the calls.
 */
export function watch<T, K extends readonly Deno.KvKeyPart[]>(
  family: Family<T, K>,
  keys: readonly K[],
  then: (key: K, entry: Entry<T> | null) => void,
): Stop {
  const store = theStore();
  const readers: ReadableStreamDefaultReader<Deno.KvEntryMaybe<unknown>[]>[] =
    [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const some = keys.slice(at, at + KEYS_AT_ONCE);
    const stream = store.kv.watch(
      some.map((key) => keyOf(store.sealing, family, key)),
    );
    const reader = stream.getReader();
    readers.push(reader);
    void follow(reader, family, store, then);
  }
  return () => {
    for (const reader of readers) reader.cancel().catch(() => {});
  };
}

async function follow<T, K extends readonly Deno.KvKeyPart[]>(
  reader: ReadableStreamDefaultReader<Deno.KvEntryMaybe<unknown>[]>,
  family: Family<T, K>,
  store: Store,
  then: (key: K, entry: Entry<T> | null) => void,
): Promise<void> {
  const seen = new Map<string, string | null>();
  try {
    for (;;) {
      const { done, value: entries } = await reader.read();
      if (done) return;
      for (const entry of entries) {
        const text = textOf(entry.key);
        if (seen.get(text) === entry.versionstamp) continue;
        seen.set(text, entry.versionstamp);
        const { key, versionstamp } = entry;
        const row = versionstamp === null ? null : {
          value: store.open(family, key, entry.value),
          versionstamp,
        };
        then(key.slice(1) as unknown as K, row);
      }
    }
  } catch (error) {
    // A closed store ends its watches; anything else is worth a line.
    if (!(error instanceof Deno.errors.Interrupted)) {
      console.error("A watch on the store ended:", error);
    }
  }
}
