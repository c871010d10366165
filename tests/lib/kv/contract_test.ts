/**
 * Facts about the platform's own store that lib/kv is built on. When one of
 * these fails after an upgrade, the code that leans on it has to change.
 */
import assert from "node:assert/strict";

function contract(name: string, test: (kv: Deno.Kv) => Promise<void>) {
  Deno.test(`Deno KV: ${name}`, async () => {
    using kv = await Deno.openKv(":memory:");
    await test(kv);
  });
}

/** An atomic write of as many puts as asked. */
function puts(kv: Deno.Kv, n: number, value: unknown): Deno.AtomicOperation {
  const atomic = kv.atomic();
  for (let i = 0; i < n; i++) atomic.set(["put", i], value);
  return atomic;
}

Deno.test("Deno KV: openKv and cron are there because deno.json asks for them", () => {
  assert.equal(typeof Deno.openKv, "function");
  assert.equal(typeof Deno.cron, "function");
});

contract(
  "a value takes 65,536 serialised bytes and not one more",
  async (kv) => {
    // A few bytes say what it is.
    let largest = 65_536;
    while (
      !await kv.set(["v"], new Uint8Array(largest)).then(
        () => true,
        () => false,
      )
    ) {
      largest--;
    }
    assert.ok(largest > 65_500, `${largest}`);
    await assert.rejects(
      kv.set(["v"], new Uint8Array(largest + 1)),
      /Value too large \(max 65536 bytes\)/,
    );
  },
);

contract("a key takes less than 2,048 bytes", async (kv) => {
  await kv.set(["k".repeat(2_000)], 1);
  await assert.rejects(kv.set(["k".repeat(2_050)], 1), /Key too large/);
});

contract("an atomic takes 1,000 mutations", async (kv) => {
  assert.ok((await puts(kv, 1_000, 1).commit()).ok);
  await assert.rejects(puts(kv, 1_001, 1).commit(), /Too many mutations/);
});

contract("an atomic takes 819,200 bytes", async (kv) => {
  assert.ok((await puts(kv, 13, new Uint8Array(60_000)).commit()).ok);
  await assert.rejects(
    puts(kv, 14, new Uint8Array(60_000)).commit(),
    /Total mutation size too large \(max 819200 bytes\)/,
  );
});

contract("an atomic takes 100 checks on a store of our own", async (kv) => {
  const checks = Array.from(
    { length: 101 },
    (_, i) => ({ key: ["c", i], versionstamp: null }),
  );
  const most = kv.atomic().check(...checks.slice(0, 100)).set(["x"], 1);
  assert.ok((await most.commit()).ok);
  await assert.rejects(
    kv.atomic().check(...checks).set(["x"], 1).commit(),
    /Too many checks \(max 100\)/,
  );
});

contract("ten keys are read or watched at once", async (kv) => {
  const keys = Array.from({ length: 11 }, (_, i) => ["k", i]);
  assert.equal((await kv.getMany(keys.slice(0, 10))).length, 10);
  await assert.rejects(kv.getMany(keys), /Too many ranges \(max 10\)/);
  assert.throws(() => kv.watch(keys), /Too many keys \(max 10\)/);
});

contract("a watch makes one event of many changes", async (kv) => {
  const reader = kv.watch([["tip"]]).getReader();
  await reader.read();
  await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => kv.set(["tip"], i)),
  );
  let events = 0;
  for (let last = -1; last !== 999; events++) {
    const { value } = await reader.read();
    last = value![0].value as number;
  }
  await reader.cancel();
  assert.ok(events < 500, `${events} events`);
});

contract("keys that differ only in lone surrogates collide", async (kv) => {
  await kv.set(["\ud800"], "first");
  assert.equal((await kv.get(["\udfff"])).value, "first");
});

contract("composed and decomposed letters are two keys", async (kv) => {
  await kv.set(["é".normalize("NFC")], 1);
  assert.equal((await kv.get(["é".normalize("NFD")])).value, null);
});

contract(
  "bytes < text < bigints < numbers < booleans, within a part",
  async (kv) => {
    const parts = [new Uint8Array(), "", "a", 1n, -1, 0, 2, 10, false, true];
    for (const part of parts.toReversed()) await kv.set(["o", part], 1);
    const found: unknown[] = [];
    for await (const { key } of kv.list({ prefix: ["o"] })) found.push(key[1]);
    assert.deepEqual(found, parts);
  },
);

contract(
  "stamps grow from commit to commit, and one commit has one",
  async (kv) => {
    let last = "";
    for (let i = 0; i < 20; i++) {
      const outcome = await kv.atomic().set(["a"], i).set(["b"], i).commit();
      assert.ok(outcome.ok && outcome.versionstamp > last);
      last = outcome.versionstamp;
      assert.equal((await kv.get(["a"])).versionstamp, last);
      assert.equal((await kv.get(["b"])).versionstamp, last);
    }
  },
);

contract("a check fails once somebody else has written the row", async (kv) => {
  const { versionstamp } = await kv.set(["row"], 1);
  const late = () => kv.atomic().check({ key: ["row"], versionstamp });
  assert.ok((await late().set(["row"], 2).commit()).ok);
  assert.equal((await late().set(["row"], 3).commit()).ok, false);
  assert.equal((await kv.get(["row"])).value, 2);
});
