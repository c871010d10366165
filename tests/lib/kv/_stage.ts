/** What the tests of the store stand on. */
import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";
import { type Atomic, openStore, Store, withStore } from "@/lib/kv/store.ts";

/** A counter by name. */
export const counters = family<number, [name: string]>("test_counter", {
  parts: ["name"],
  holds: "a number",
});

/** Rows by place and number. */
export const rows = family<
  { readonly text: string },
  [place: string, n: number]
>("test_row", { parts: ["place", "n"], holds: "a text" });

/** A test on a store of its own, in memory. */
export function kvTest(name: string, test: (store: Store) => Promise<void>) {
  Deno.test(name, async () => {
    using store = await openStore(":memory:");
    await withStore(store, () => test(store));
  });
}

/** One more. */
export function increment(name: string): Promise<number> {
  return change(async (c) => {
    const next = (await c.read(counters, [name]) ?? 0) + 1;
    c.put(counters, [name], next);
    return next;
  });
}

type Outcome = Deno.KvCommitResult | Deno.KvCommitError;

/** A store whose commits can be made to go wrong, and are counted. */
export class TrickyStore extends Store {
  commits: Atomic[] = [];
  /** Takes the place of a commit while it is set. */
  trick:
    | ((commit: () => Promise<Outcome>, atomic: Atomic) => Promise<Outcome>)
    | undefined;

  override commit(atomic: Atomic): Promise<Outcome> {
    this.commits.push(atomic);
    const commit = () => super.commit(atomic);
    return this.trick ? this.trick(commit, atomic) : commit();
  }
}

/** A test on a store that can be tricked. */
export function trickyTest(
  name: string,
  test: (store: TrickyStore) => Promise<void>,
) {
  Deno.test(name, async () => {
    const { kv, sealing } = await openStore(":memory:");
    using store = new TrickyStore(kv, sealing);
    await withStore(store, () => test(store));
  });
}

/** Everything a list gives. */
export async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of some) found.push(one);
  return found;
}
