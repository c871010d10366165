import assert from "node:assert/strict";
import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { allFamilies, family } from "@/lib/kv/family.ts";
import { read, readEntry, readMany } from "@/lib/kv/read.ts";
import { openStore, theStore, useStore, withStore } from "@/lib/kv/store.ts";
import { counters, kvTest, rows } from "./_stage.ts";

Deno.test("family() is known to allFamilies() once declared", () => {
  const before = allFamilies().map(({ name }) => name);
  assert.ok(!before.includes("test_declared"));
  const declared = family<string, [id: string]>("test_declared", {
    parts: ["id"],
    holds: "nothing",
  });
  assert.equal(declared.schema, 1);
  const after = allFamilies().map(({ name }) => name);
  assert.ok(after.includes("test_declared"));
  assert.deepEqual(after, after.toSorted());
});

Deno.test("family() refuses a name that is taken or is none", () => {
  const about = { parts: ["id"], holds: "nothing" };
  assert.throws(() => family("test_counter", about), /Two key families/);
  assert.throws(() => family("Test", about), TypeError);
  assert.throws(() => family("", about), TypeError);
});

kvTest("a key has exactly the parts its family says", async () => {
  const short = ["a"] as unknown as [string, number];
  await assert.rejects(read(rows, short), /has 2 parts, not 1/);
});

kvTest("a key with a lone surrogate is refused in words", async () => {
  await assert.rejects(read(counters, ["a\ud800"]), {
    name: "TypeError",
    message: 'A key of "test_counter" holds a lone surrogate',
  });
  await assert.rejects(
    change((c) => c.put(counters, ["\udfff"], 1)),
    /lone surrogate/,
  );
  await change((c) => c.put(counters, ["a👋"], 1));
  assert.equal(await read(counters, ["a👋"]), 1);
});

kvTest("a key holds no NaN, no infinity and nothing missing", async () => {
  await assert.rejects(read(rows, ["a", NaN]), /holds NaN/);
  await assert.rejects(read(rows, ["a", Infinity]), /holds Infinity/);
  const missing = [undefined] as unknown as [string];
  await assert.rejects(read(counters, missing), /lacks a part/);
});

kvTest(
  "what is asked for by a longer name than any key has is not there",
  async () => {
    for (const name of ["x".repeat(1_001), "本".repeat(334)]) {
      await assert.rejects(read(counters, [name]), NotFound);
      await assert.rejects(read(counters, [name]), /too long/);
    }
    assert.equal(await read(counters, ["x".repeat(1_000)]), null);
    assert.equal(await read(counters, ["本".repeat(333)]), null);
  },
);

kvTest(
  "read() gives the value or null, readEntry() its stamp besides",
  async () => {
    assert.equal(await read(counters, ["a"]), null);
    assert.equal(await readEntry(counters, ["a"]), null);
    let stamp = "";
    await change((c) => {
      c.put(counters, ["a"], 7);
      c.afterCommit((versionstamp) => stamp = versionstamp);
    });
    assert.equal(await read(counters, ["a"]), 7);
    const entry = await readEntry(counters, ["a"]);
    assert.equal(entry?.value, 7);
    assert.equal(entry?.versionstamp, stamp);
  },
);

kvTest("readMany() keeps the order over more than one round trip", async () => {
  await change((c) => {
    for (let n = 0; n < 25; n += 2) c.put(rows, ["a", n], { text: `${n}` });
  });
  const keys = Array.from({ length: 25 }, (_, n): [string, number] => ["a", n]);
  const found = await readMany(rows, keys.toReversed());
  assert.deepEqual(
    found.map((row) => row?.text ?? null),
    keys.map(([, n]) => n % 2 ? null : `${n}`).toReversed(),
  );
  assert.deepEqual(await readMany(rows, []), []);
});

Deno.test("withStore() keeps two stores apart at the same time", async () => {
  using one = await openStore(":memory:");
  using two = await openStore(":memory:");
  const put = (n: number) => () => change((c) => c.put(counters, ["a"], n));
  const get = () => read(counters, ["a"]);
  await Promise.all([withStore(one, put(1)), withStore(two, put(2))]);
  assert.equal(await withStore(one, get), 1);
  assert.equal(await withStore(two, get), 2);
});

Deno.test("theStore() is the one in use, and missing loudly before that", async () => {
  assert.throws(() => theStore(), /No store is open/);
  using store = await openStore(":memory:");
  useStore(store);
  assert.equal(theStore(), store);
  using own = await openStore(":memory:");
  assert.equal(withStore(own, theStore), own);
});
