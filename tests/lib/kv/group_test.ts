import assert from "node:assert/strict";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { openStore, Store, withStore } from "@/lib/kv/store.ts";
import { counters, increment, kvTest, rows, trickyTest } from "./_stage.ts";

kvTest(
  "sixteen at once, a thousand times each: one counter loses nothing",
  async () => {
    const results = new Set<number>();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let i = 0; i < 1_000; i++) results.add(await increment("a"));
      }),
    );
    assert.equal(await read(counters, ["a"]), 16_000);
    assert.equal(results.size, 16_000);
  },
);

kvTest(
  "256 at once on one counter: each gets its turn within three runs",
  async () => {
    let most = 0;
    await Promise.all(
      Array.from({ length: 256 }, async () => {
        for (let i = 0; i < 8; i++) {
          let runs = 0;
          await change(async (c) => {
            most = Math.max(most, ++runs);
            c.put(counters, ["a"], (await c.read(counters, ["a"]) ?? 0) + 1);
          });
        }
      }),
    );
    assert.equal(await read(counters, ["a"]), 2_048);
    assert.ok(most <= 3, `${most} runs`);
  },
);

kvTest("the same in one queue needs no second try", async () => {
  let runs = 0;
  await Promise.all(
    Array.from({ length: 500 }, () =>
      change(async (c) => {
        runs++;
        c.put(counters, ["a"], (await c.read(counters, ["a"]) ?? 0) + 1);
      }, { queue: "a" })),
  );
  assert.equal(await read(counters, ["a"]), 500);
  assert.equal(runs, 500);
});

trickyTest("a lone change is committed at once and alone", async (store) => {
  await increment("a");
  await increment("a");
  assert.equal(store.commits.length, 2);
});

trickyTest(
  "changes that arrive during a commit share the next one",
  async (store) => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => increment(`${i}`)),
    );
    assert.ok(store.commits.length <= 3, `${store.commits.length} commits`);
    for (let i = 0; i < 50; i++) {
      assert.equal(
        await read(counters, [`${i}`]),
        1,
      );
    }
  },
);

trickyTest(
  "no commit holds more checks than the store takes",
  async (store) => {
    await Promise.all(
      Array.from({ length: 350 }, (_, i) => increment(`${i}`)),
    );
    assert.ok(store.commits.length >= 4);
    for (const { checks } of store.commits) assert.ok(checks.length <= 100);
  },
);

Deno.test("a KV server gets ten checks at most", async () => {
  const limits = { checks: 10, mutations: 1_000, bytes: 600_000 };
  const { kv, sealing } = await openStore(":memory:");
  using store = new Store(kv, sealing, limits, true);
  let most = 0;
  const commit = store.commit.bind(store);
  store.commit = (atomic) => {
    most = Math.max(most, atomic.checks.length);
    return commit(atomic);
  };
  await withStore(store, async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => increment(`${i}`)),
    );
  });
  assert.equal(most, 10);
});

trickyTest("no commit holds more bytes than the store takes", async (store) => {
  const text = "x".repeat(20_000);
  await Promise.all(
    Array.from(
      { length: 60 },
      (_, i) => change((c) => c.put(rows, ["a", i], { text })),
    ),
  );
  for (const { mutations } of store.commits) {
    assert.ok(mutations.length * 20_000 < 600_000);
  }
});

trickyTest("changes of the same row never share a commit", async (store) => {
  await Promise.all(
    Array.from(
      { length: 20 },
      (_, i) => change((c) => c.put(counters, ["a"], i)),
    ),
  );
  assert.equal(store.commits.length, 20);
  assert.equal(await read(counters, ["a"]), 19);
});

trickyTest("only the change that was overtaken runs again", async (store) => {
  const runs = new Map<string, number>();
  const gate = Promise.withResolvers<void>();
  let first = true;
  store.trick = async (commit) => {
    if (first) {
      first = false;
      await gate.promise;
    }
    return commit();
  };
  // The first commit waits, so the others meet in one group behind it.
  const blocker = change((c) => c.put(counters, ["blocker"], 1));
  const others = ["a", "b", "c", "d"].map((name) =>
    change(async (c) => {
      runs.set(name, (runs.get(name) ?? 0) + 1);
      const value = await c.read(counters, [name]) ?? 0;
      c.put(counters, [name], value + 1);
    })
  );
  await new Promise((wake) => setTimeout(wake, 20));
  // Another process writes one of their rows.
  const key = ["test_counter", "c"];
  const text = JSON.stringify(key);
  await store.kv.set(key, store.sealing.seal(counters, text, 100));
  gate.resolve();
  await Promise.all([blocker, ...others]);
  assert.deepEqual([...runs], [["a", 1], ["b", 1], ["c", 2], ["d", 1]]);
  assert.equal(await read(counters, ["c"]), 101);
  assert.equal(await read(counters, ["d"]), 1);
});

kvTest(
  "afterCommit runs once, in the order of commits, before the change resolves",
  async () => {
    const stamps: string[] = [];
    const told = new Set<number>();
    await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await change(async (c) => {
          const name = `${i % 20}`;
          c.put(counters, [name], (await c.read(counters, [name]) ?? 0) + 1);
          c.afterCommit((stamp) => {
            stamps.push(stamp);
            assert.ok(!told.has(i));
            told.add(i);
          });
        });
        assert.ok(told.has(i));
      }),
    );
    assert.equal(stamps.length, 200);
    assert.deepEqual(stamps, stamps.toSorted());
  },
);

kvTest("an afterCommit that throws takes nothing with it", async () => {
  const { error } = console;
  const said: unknown[] = [];
  console.error = (...words: unknown[]) => said.push(words);
  let second = false;
  try {
    await change((c) => {
      c.put(counters, ["a"], 1);
      c.afterCommit(() => {
        throw new Error("oops");
      });
      c.afterCommit(() => second = true);
    });
  } finally {
    console.error = error;
  }
  assert.ok(second);
  assert.equal(said.length, 1);
  assert.equal(await read(counters, ["a"]), 1);
});

kvTest(
  "idle() resolves when all that was submitted is written",
  async (store) => {
    const many = Array.from(
      { length: 300 },
      (_, i) => change((c) => c.put(counters, [`${i}`], i + 1)),
    );
    await new Promise((wake) => setTimeout(wake, 0));
    await store.idle();
    assert.equal(await read(counters, ["299"]), 300);
    await Promise.all(many);
  },
);
