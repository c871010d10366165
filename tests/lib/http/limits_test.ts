import assert from "node:assert/strict";
import { TooMany, Unavailable } from "@/lib/errors.ts";
import {
  type BucketName,
  buckets,
  forgetBuckets,
  giveBack,
  takeToken,
} from "@/lib/http/limits.ts";
import { openStore, type Store, useStore, withStore } from "@/lib/kv/store.ts";
import { settingsFor } from "./raw_http.ts";

async function onStore(run: (store: Store) => Promise<void>): Promise<void> {
  settingsFor();
  forgetBuckets();
  const store = await openStore(":memory:");
  try {
    await withStore(store, () => run(store));
    await store.idle();
  } finally {
    store.close();
  }
}

/** Runs with a clock that only the test moves. */
async function atTime(run: (pass: (ms: number) => void) => Promise<void>) {
  const real = Date.now;
  let now = real();
  Date.now = () => now;
  try {
    await run((ms) => void (now += ms));
  } finally {
    Date.now = real;
  }
}

async function waitFor(deed: Promise<void>): Promise<number> {
  try {
    await deed;
    return 0;
  } catch (error) {
    assert.ok(error instanceof TooMany, String(error));
    return error.retryAfter;
  }
}

for (const [name, bucket] of Object.entries(buckets)) {
  Deno.test(`takeToken("${name}") gives exactly ${bucket.burst}, then one every ${bucket.every} ms`, () =>
    onStore(() =>
      atTime(async (pass) => {
        const take = () => waitFor(takeToken(name as BucketName, "ana"));
        for (let i = 0; i < bucket.burst; i++) assert.equal(await take(), 0);
        assert.equal(await take(), Math.ceil(bucket.every / 1_000));
        assert.equal(await waitFor(takeToken(name as BucketName, "ben")), 0);
        pass(bucket.every - 1);
        assert.equal(await take(), 1);
        pass(1);
        assert.equal(await take(), 0);
        assert.notEqual(await take(), 0);
        await giveBack(name as BucketName, "ana");
        assert.equal(await take(), 0);
        pass(bucket.burst * bucket.every);
        for (let i = 0; i < bucket.burst; i++) assert.equal(await take(), 0);
        assert.notEqual(await take(), 0);
      })
    ));
}

Deno.test("takeToken() counts concurrent attempts to get in one by one", () =>
  onStore(async () => {
    const results = await Promise.all(
      Array.from(
        { length: 20 },
        () => waitFor(takeToken("sign-in", "ana", "net")),
      ),
    );
    assert.equal(results.filter((wait) => wait === 0).length, 5);
  }));

Deno.test("takeToken() remembers attempts to get in over a restart, by digest only", () =>
  onStore(async (store) => {
    for (let i = 0; i < 6; i++) await takeToken("sign-up", "203.0.113.9");
    forgetBuckets(); // all that a restart forgets
    assert.ok(await waitFor(takeToken("sign-up", "203.0.113.9")) > 0);
    const keys = await Array.fromAsync(
      store.kv.list({ prefix: [] }),
      (e) => e.key,
    );
    assert.deepEqual(keys.map(([family]) => family), ["limit", "made_with"]);
    assert.ok(keys[0]![2] instanceof Uint8Array);
  }));

Deno.test("takeToken() lets nobody in when it cannot count, but lets people read", async () => {
  settingsFor();
  const store = await openStore(":memory:");
  store.close();
  await withStore(store, async () => {
    await assert.rejects(takeToken("sign-in", "ana", "net"), Unavailable);
    await takeToken("search", "ana");
  });
});

Deno.test("takeToken() asks nothing while RATE_LIMITS is off", async () => {
  settingsFor({ RATE_LIMITS: "off" });
  forgetBuckets();
  const store = await openStore(":memory:");
  useStore(store);
  for (let i = 0; i < 50; i++) await takeToken("sign-in", "ana");
  for (let i = 0; i < 50; i++) await takeToken("export", "ana");
  store.close();
});
