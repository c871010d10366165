import assert from "node:assert/strict";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { counters, increment, rows, trickyTest } from "./_stage.ts";

const broken = () => new TypeError("disk I/O error");

trickyTest(
  "a commit that threw after it happened counts, and is not repeated",
  async (store) => {
    let runs = 0;
    store.trick = async (commit) => {
      await commit();
      store.trick = undefined;
      throw broken();
    };
    let stamp = "";
    const seq = await change(async (c) => {
      runs++;
      const next = (await c.read(counters, ["a"]) ?? 0) + 1;
      c.put(counters, ["a"], next);
      c.put(rows, ["a", next], { text: "once" });
      c.afterCommit((versionstamp) => stamp = versionstamp);
      return next;
    });
    assert.equal(seq, 1);
    assert.equal(runs, 1);
    assert.equal(store.commits.length, 1);
    assert.equal(await read(counters, ["a"]), 1);
    assert.equal(
      (await store.kv.get(["test_row", "a", 1])).versionstamp,
      stamp,
    );
  },
);

trickyTest(
  "a commit that threw before it happened is tried again as it is",
  async (store) => {
    let runs = 0;
    store.trick = () => {
      store.trick = undefined;
      return Promise.reject(broken());
    };
    await change(async (c) => {
      runs++;
      c.put(counters, ["a"], (await c.read(counters, ["a"]) ?? 0) + 1);
    });
    assert.equal(runs, 1);
    assert.equal(store.commits.length, 2);
    assert.equal(await read(counters, ["a"]), 1);
  },
);

trickyTest(
  "a removal whose commit threw after it happened is not repeated",
  async (store) => {
    await increment("a");
    store.trick = async (commit) => {
      await commit();
      store.trick = undefined;
      throw broken();
    };
    let told = 0;
    await change(async (c) => {
      assert.equal(await c.read(counters, ["a"]), 1);
      c.drop(counters, ["a"]);
      c.afterCommit(() => told++);
    });
    assert.equal(told, 1);
    assert.equal(await read(counters, ["a"]), null);
  },
);

trickyTest(
  "a row that held the same value before does not pass for a new one",
  async (store) => {
    await change((c) => c.put(counters, ["a"], 1));
    store.trick = () => {
      store.trick = undefined;
      return Promise.reject(broken());
    };
    let stamp = "";
    await change((c) => {
      c.put(counters, ["a"], 1);
      c.afterCommit((versionstamp) => stamp = versionstamp);
    });
    assert.equal(store.commits.length, 3);
    assert.equal(
      (await store.kv.get(["test_counter", "a"])).versionstamp,
      stamp,
    );
  },
);

trickyTest(
  "every commit of a crowd throws, half of them after the fact: nothing lost, nothing doubled",
  async (store) => {
    let n = 0;
    store.trick = async (commit) => {
      if (++n % 4 === 0) return commit();
      if (n % 2 === 0) throw broken();
      const outcome = await commit();
      if (outcome.ok) throw broken();
      return outcome;
    };
    const seen = new Set<number>();
    await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        for (let round = 0; round < 20; round++) {
          seen.add(await increment("shared"));
          await increment(`own ${i}`);
        }
      }),
    );
    assert.equal(seen.size, 160);
    assert.equal(await read(counters, ["shared"]), 160);
    assert.equal(await read(counters, ["own 3"]), 20);
  },
);

trickyTest(
  "a full disk is StorageFull, and nothing was written",
  async (store) => {
    store.trick = () =>
      Promise.reject(new TypeError("database or disk is full"));
    await assert.rejects(increment("a"), { name: "StorageFull", status: 507 });
    store.trick = undefined;
    assert.equal(await read(counters, ["a"]), null);
    assert.equal(await increment("a"), 1);
  },
);

trickyTest("a locked database is tried again", async (store) => {
  let left = 6;
  store.trick = (commit) =>
    left-- > 0 ? Promise.reject(new TypeError("database is locked")) : commit();
  assert.equal(await increment("a"), 1);
  assert.equal(store.commits.length, 7);
});

trickyTest("a disk that stays broken is 503 with its cause", async (store) => {
  store.trick = () => Promise.reject(broken());
  await assert.rejects(increment("a"), (error: Error) => {
    assert.equal(error.name, "Unavailable");
    assert.match(String(error.cause), /disk I\/O error/);
    return true;
  });
});

trickyTest(
  "one change the store cannot take does not fail its group",
  async (store) => {
    const gate = Promise.withResolvers<void>();
    let first = true;
    store.trick = async (commit, { mutations }) => {
      if (first) {
        first = false;
        await gate.promise;
      }
      const bad = mutations.some(({ key }) => key[1] === "bad");
      if (bad) throw new TypeError("Value too large (max 65536 bytes)");
      return commit();
    };
    const blocker = increment("blocker");
    await new Promise((wake) => setTimeout(wake, 5));
    const names = ["a", "bad", "b"];
    const others = Promise.allSettled(names.map((name) => increment(name)));
    await new Promise((wake) => setTimeout(wake, 5));
    gate.resolve();
    await blocker;
    const outcomes = (await others).map(({ status }) => status);
    assert.deepEqual(outcomes, ["fulfilled", "rejected", "fulfilled"]);
  },
);
