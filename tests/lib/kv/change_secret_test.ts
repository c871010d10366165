import assert from "node:assert/strict";
import { change } from "@/lib/kv/change.ts";
import { addSecret, countSecrets, keepOnly } from "@/lib/kv/change_secret.ts";
import { family } from "@/lib/kv/family.ts";
import { read } from "@/lib/kv/read.ts";
import { openStore, StoreRefused, withStore } from "@/lib/kv/store.ts";

const rows = family<string, [place: string]>("test_secret", {
  parts: ["place"],
  holds: "",
  hidden: ["place"],
});

const [FIRST, SECOND, THIRD] = ["the first", "the second", "the third"]
  .map((one) => `${one} secret, as long as one has to be`) as [
    string,
    string,
    string,
  ];

/** A store in a file, with one row in it. */
async function onFile(test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley.db`;
  const store = await openStore(path, FIRST);
  await withStore(store, () => change((c) => c.put(rows, ["a"], "x")));
  store.close();
  try {
    await test(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Does this secret open the store and what is in it? */
async function opens(path: string, secret: string): Promise<boolean> {
  try {
    using store = await openStore(path, secret);
    return await withStore(store, () => read(rows, ["a"])) === "x";
  } catch (error) {
    if (error instanceof StoreRefused) return false;
    throw error;
  }
}

const which = async (path: string) =>
  await Promise.all([FIRST, SECOND, THIRD].map((one) => opens(path, one)));

Deno.test("H8 a store is given another secret: both open it, then the new one alone, and every row and key stays what it was", async () => {
  await onFile(async (path) => {
    assert.deepEqual(await which(path), [true, false, false]);
    const before = await imageOf(path);
    using store = await openStore(path, FIRST);
    const { secret } = store;
    await addSecret(store.kv, FIRST, SECOND);
    assert.deepEqual(await which(path), [true, true, false]);
    assert.equal(await countSecrets(store.kv), 2);
    assert.equal(await keepOnly(store.kv, SECOND), 1);
    assert.deepEqual(await which(path), [false, true, false]);
    assert.equal(await keepOnly(store.kv, SECOND), 0);
    using again = await openStore(path, SECOND);
    assert.equal(again.secret, secret, "passwords and the vault hang on it");
    const after = await imageOf(path);
    assert.deepEqual(after.slice(1), before.slice(1));
    assert.notDeepEqual(after[0], before[0]);
  });
});

Deno.test("H8 nobody without a secret of the store gives it another one, and a wrapped key that was altered opens with none", async () => {
  await onFile(async (path) => {
    using store = await openStore(path, FIRST);
    const before = await imageOf(path);
    await assert.rejects(addSecret(store.kv, THIRD, SECOND), StoreRefused);
    await assert.rejects(keepOnly(store.kv, SECOND), StoreRefused);
    assert.deepEqual(await imageOf(path), before);
    const { value } = await store.kv.get<{ wrapped: Uint8Array[] }>([
      "made_with",
    ]);
    const [wrapped] = value!.wrapped;
    for (const at of [0, 20, wrapped!.length - 1]) {
      const altered = wrapped!.slice();
      altered[at]! ^= 1;
      await store.kv.set(["made_with"], { ...value, wrapped: [altered] });
      assert.equal(await opens(path, FIRST), false);
    }
    await store.kv.set(["made_with"], value);
    assert.equal(await opens(path, FIRST), true);
  });
});

Deno.test("H8 of several instances that change the secret at once none locks the others out before it is settled", async () => {
  await onFile(async (path) => {
    using one = await openStore(path, FIRST);
    using two = await openStore(path, FIRST);
    await Promise.all([
      addSecret(one.kv, FIRST, SECOND),
      addSecret(two.kv, FIRST, THIRD),
    ]);
    const [first, second, third] = await which(path);
    assert.ok(first && second !== third, "the last of the two, and its own");
    const next = second ? SECOND : THIRD;
    // One instance goes on with the new secret while the other has the earlier one.
    using three = await openStore(path, next);
    await withStore(two, () => change((c) => c.put(rows, ["b"], "two")));
    assert.equal(await withStore(three, () => read(rows, ["b"])), "two");
    await keepOnly(three.kv, next);
    await withStore(two, () => change((c) => c.put(rows, ["b"], "still")));
    assert.equal(await withStore(three, () => read(rows, ["b"])), "still");
    assert.equal(await opens(path, FIRST), false);
  });
});

/** Every row as it lies in the store, the first one first. */
async function imageOf(path: string): Promise<unknown[]> {
  using kv = await Deno.openKv(path);
  const all = await Array.fromAsync(kv.list({ prefix: [] }));
  const isFirst = ({ key }: { key: Deno.KvKey }) => key[0] === "made_with";
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))];
}
