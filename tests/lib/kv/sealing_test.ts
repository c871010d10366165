import assert from "node:assert/strict";
import { change } from "@/lib/kv/change.ts";
import { type Family, family } from "@/lib/kv/family.ts";
import { list, read, readEntry, readMany } from "@/lib/kv/read.ts";
import { openStore, Store, StoreRefused, withStore } from "@/lib/kv/store.ts";
import { watch } from "@/lib/kv/watch.ts";
import { all, kvTest, rows } from "./_stage.ts";

const open = family<{ readonly n: number }, [id: string]>("test_open", {
  parts: ["id"],
  holds: "a number",
  open: "a test looks at it",
});
const twins = family<{ readonly text: string }, [place: string, n: number]>(
  "test_twin",
  { parts: ["place", "n"], holds: "what a row of another family holds" },
);
const people = family<string, [name: string, n: number]>("test_person", {
  parts: ["name", "n"],
  holds: "somebody by name",
  hidden: ["name"],
});

const SWORDFISH = { text: "swordfish" };
const broken = (name: string) => ({
  name: "BrokenSeal",
  message: new RegExp(`^A row of "${name}" `),
});

async function stored(store: Store, key: Deno.KvKey): Promise<Uint8Array> {
  const { value } = await store.kv.get<Uint8Array>(key);
  assert.ok(value instanceof Uint8Array);
  return value;
}

/** Every way there is to read one row. */
function waysTo<T>(
  of: Family<T, [string, number]>,
  key: [string, number],
): (() => Promise<unknown>)[] {
  return [
    () => read(of, key),
    () => readEntry(of, key),
    () => readMany(of, [key]),
    () => all(list(of, [key[0]])),
    () => change((c) => c.read(of, key)),
    () => change((c) => c.peek(of, key)),
    () => change((c) => c.peekMany(of, [key])),
    () => change((c) => all(c.list(of, [key[0]]))),
  ];
}

kvTest("H8 a value is stored sealed, and read as it was put", async (store) => {
  await change((c) => c.put(rows, ["a", 1], SWORDFISH));
  const bytes = await stored(store, ["test_row", "a", 1]);
  const raw = new TextDecoder("latin1").decode(bytes);
  assert.ok(!raw.includes("swordfish") && !raw.includes("text"));
  assert.equal(bytes[0], 1, "the format says its version");
  for (const ask of waysTo(rows, ["a", 1])) {
    assert.match(JSON.stringify(await ask()), /"swordfish"/);
  }
  await change((c) => c.put(rows, ["a", 1], SWORDFISH));
  assert.notDeepEqual(await stored(store, ["test_row", "a", 1]), bytes);
});

kvTest("a family that is open is stored as it is", async (store) => {
  await change((c) => c.put(open, ["a"], { n: 7 }));
  assert.deepEqual((await store.kv.get(["test_open", "a"])).value, { n: 7 });
  assert.deepEqual(await read(open, ["a"]), { n: 7 });
});

kvTest(
  "H8 a row moved to another key, or to another family, does not open",
  async (store) => {
    await change((c) => c.put(rows, ["a", 1], SWORDFISH));
    const bytes = await stored(store, ["test_row", "a", 1]);
    await store.kv.set(["test_row", "b", 1], bytes);
    await store.kv.set(["test_twin", "a", 1], bytes);
    for (const ask of waysTo(rows, ["b", 1])) {
      await assert.rejects(ask, broken("test_row"));
    }
    await assert.rejects(read(twins, ["a", 1]), broken("test_twin"));
    assert.deepEqual(await read(rows, ["a", 1]), SWORDFISH);
  },
);

kvTest(
  "H8 a row altered anywhere, shortened, or not sealed is an error and never nothing",
  async (store) => {
    const key = ["test_row", "a", 1];
    await change((c) => c.put(rows, ["a", 1], SWORDFISH));
    const bytes = await stored(store, key);
    for (let at = 0; at < bytes.length; at++) {
      const bent = bytes.slice();
      bent[at]! ^= 1;
      await store.kv.set(key, bent);
      await assert.rejects(
        read(rows, ["a", 1]),
        broken("test_row"),
        `byte ${at}`,
      );
    }
    const others = [0, 1, 13, 28, 29, bytes.length - 1].map((n) =>
      bytes.slice(0, n)
    );
    for (const value of [...others, SWORDFISH, "swordfish", true]) {
      await store.kv.set(key, value);
      await assert.rejects(read(rows, ["a", 1]), broken("test_row"));
    }
    await store.kv.set(key, bytes);
    assert.deepEqual(await read(rows, ["a", 1]), SWORDFISH);
  },
);

kvTest(
  "a raised schema does not open what was sealed under the one before",
  async (store) => {
    await change((c) => c.put(rows, ["a", 1], SWORDFISH));
    const key = ["test_row", "a", 1];
    const next = { ...rows, schema: 2 };
    const bytes = await stored(store, key);
    assert.deepEqual(store.open(rows, key, bytes), SWORDFISH);
    assert.throws(() => store.open(next, key, bytes), broken("test_row"));
  },
);

kvTest(
  "whatever a row may hold comes back as it was, up to the largest",
  async () => {
    const values: unknown[] = [
      "",
      0,
      -0,
      1.5,
      true,
      false,
      12n,
      { a: undefined, b: null, c: [1, , undefined] },
      { at: new Date(5), deep: { map: new Map([["a", new Set([1])]]) } },
      new Uint8Array([0, 1, 255]),
      "a lone \ud800 and \u0000",
      JSON.parse('{"__proto__": 1}'),
      "本".repeat(29_000),
      "\u0001".repeat(29_000),
      new Uint8Array(59_900),
      Array.from({ length: 6_000 }, (_, i) => i),
    ];
    const any = rows as unknown as Family<unknown, [string, number]>;
    for (const [i, value] of values.entries()) {
      await change((c) => c.put(any, ["v", i], value));
      assert.deepStrictEqual(await read(any, ["v", i]), value, `value ${i}`);
    }
  },
);

kvTest(
  "H8 a hidden part stands in no key, and still finds its rows",
  async (store) => {
    await change((c) => {
      c.put(people, ["swordfish", 1], "first");
      c.put(people, ["swordfish", 2], "second");
      c.put(people, ["barracuda", 1], "other");
    });
    for await (const { key } of store.kv.list({ prefix: ["test_person"] })) {
      assert.ok(key[1] instanceof Uint8Array && key[1].length === 16);
    }
    assert.equal(await read(people, ["swordfish", 2]), "second");
    const found = await all(list(people, ["swordfish"], { after: 1 }));
    assert.deepEqual(found.map(({ value }) => value), ["second"]);
    await assert.rejects(all(list(people, [], { after: "a" })), /has no order/);
    await change(async (c) => {
      for await (const { key } of c.list(people, ["swordfish"])) {
        c.drop(people, key);
      }
    });
    assert.equal(await read(people, ["swordfish", 1]), null);
    assert.equal(await read(people, ["barracuda", 1]), "other");
  },
);

kvTest(
  "two families, and two stores with one secret, hide a text differently",
  async (store) => {
    using other = await openStore(":memory:", "a secret of tests");
    using third = await openStore(":memory:", "a secret of tests");
    const hashes = [store, other, third].map(({ sealing }) =>
      sealing.hide(people, "name", "maya").toHex()
    );
    hashes.push(store.sealing.hide(rows, "place", "maya").toHex());
    assert.equal(new Set(hashes).size, 4);
    assert.throws(
      () => family("test_hides", { parts: [], holds: "", hidden: ["name"] }),
      /has no part "name" to hide/,
    );
  },
);

kvTest(
  "watch() opens what it tells, and a change reads what it has put",
  async () => {
    const told: unknown[] = [];
    const stop = watch(rows, [["a", 1]], (_, entry) => told.push(entry?.value));
    await change(async (c) => {
      c.put(rows, ["a", 1], SWORDFISH);
      assert.deepEqual(await c.read(rows, ["a", 1]), SWORDFISH);
    });
    while (!told.some((one) => one)) await new Promise((r) => setTimeout(r, 5));
    stop();
    assert.deepEqual(told.at(-1), SWORDFISH);
  },
);

Deno.test("H8 a store is refused with another secret, and opens again with its own", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley.db`;
  try {
    const own = await openStore(path, "the secret it was made with");
    await withStore(own, () => change((c) => c.put(rows, ["a", 1], SWORDFISH)));
    own.close();
    const before = await Deno.readFile(path);
    await assert.rejects(openStore(path, "another secret"), StoreRefused);
    assert.deepEqual(await Deno.readFile(path), before);
    using again = await openStore(path, "the secret it was made with");
    await withStore(again, async () => {
      assert.deepEqual(await read(rows, ["a", 1]), SWORDFISH);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a store that was never sealed is refused and stays as it is", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley.db`;
  try {
    const kv = await Deno.openKv(path);
    await kv.set(["user", "maya"], { name: "Maya" });
    kv.close();
    await assert.rejects(openStore(path, "a secret"), /earlier Parley/);
    using again = await Deno.openKv(path);
    assert.equal((await Array.fromAsync(again.list({ prefix: [] }))).length, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
