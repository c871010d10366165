import assert from "node:assert/strict";
import { NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import {
  all,
  counters,
  increment,
  kvTest,
  rows,
  trickyTest,
} from "./_stage.ts";

kvTest(
  "change() writes everything the deed put, and gives its result",
  async () => {
    await change((c) => c.put(counters, ["old"], 1));
    const result = await change((c) => {
      c.put(counters, ["a"], 1);
      c.put(rows, ["a", 1], { text: "one" });
      c.drop(counters, ["old"]);
      return "done";
    });
    assert.equal(result, "done");
    assert.equal(await read(counters, ["a"]), 1);
    assert.deepEqual(await read(rows, ["a", 1]), { text: "one" });
    assert.equal(await read(counters, ["old"]), null);
  },
);

kvTest("change() writes nothing when the deed throws", async () => {
  let told = false;
  const deed = change((c) => {
    c.put(counters, ["a"], 1);
    c.afterCommit(() => told = true);
    throw new NotFound({ key: "error.conversation_not_found" });
  });
  await assert.rejects(deed, NotFound);
  assert.equal(await read(counters, ["a"]), null);
  assert.equal(told, false);
});

trickyTest("change() that puts nothing commits nothing", async (store) => {
  let told = false;
  const seen = await change(async (c) => {
    c.afterCommit(() => told = true);
    return await c.read(counters, ["a"]);
  });
  assert.equal(seen, null);
  assert.deepEqual(store.commits, []);
  assert.equal(told, false);
});

kvTest("a deed reads what it has put and dropped itself", async () => {
  await change(async (c) => {
    c.put(counters, ["a"], 5);
    assert.equal(await c.read(counters, ["a"]), 5);
    assert.equal(await c.peek(counters, ["a"]), 5);
    assert.deepEqual(await c.peekMany(counters, [["a"], ["b"]]), [5, null]);
    c.drop(counters, ["a"]);
    assert.equal(await c.read(counters, ["a"]), null);
    // But a list sees the store as it was.
    c.put(rows, ["a", 1], { text: "" });
    assert.deepEqual(await all(c.list(rows, ["a"])), []);
  });
  assert.equal(await read(counters, ["a"]), null);
});

kvTest(
  "a deed runs again when what it read was written meanwhile",
  async () => {
    let runs = 0;
    const told: string[] = [];
    await change(async (c) => {
      runs++;
      const value = await c.read(counters, ["a"]) ?? 0;
      if (runs === 1) await increment("a");
      c.put(counters, ["a"], value + 10);
      c.afterCommit((stamp) => told.push(stamp));
    });
    assert.equal(runs, 2);
    assert.equal(told.length, 1);
    assert.equal(await read(counters, ["a"]), 11);
  },
);

kvTest("a row that appears where none was read is a conflict too", async () => {
  let runs = 0;
  const claim = await change(async (c) => {
    runs++;
    if (await c.read(counters, ["name"])) return "taken";
    if (runs === 1) await change((d) => d.put(counters, ["name"], 1));
    c.put(counters, ["name"], 2);
    return "mine";
  });
  assert.equal(claim, "taken");
  assert.equal(await read(counters, ["name"]), 1);
});

kvTest("peek() is no check", async () => {
  let runs = 0;
  await change(async (c) => {
    runs++;
    await c.peek(counters, ["a"]);
    await increment("a");
    c.put(counters, ["b"], 1);
  });
  assert.equal(runs, 1);
});

trickyTest(
  "change() gives up with 503 when others are always faster",
  async (store) => {
    store.trick = () => Promise.resolve({ ok: false });
    await assert.rejects(increment("a"), { name: "Unavailable", status: 503 });
    assert.equal(store.commits.length, 20);
  },
);

kvTest("a change is over when its deed is: a late put throws", async () => {
  let kept: Change | undefined;
  await change((c) => {
    kept = c;
    c.put(counters, ["a"], 1);
  });
  assert.throws(() => kept!.put(counters, ["a"], 2), /This change is over/);
  assert.throws(() => kept!.afterCommit(() => {}), /This change is over/);
});

kvTest(
  "a value beyond 60,000 bytes is refused before anything is written",
  async () => {
    const put = (text: string) =>
      change((c) => {
        c.put(counters, ["a"], 1);
        c.put(rows, ["a", 1], { text });
      });
    await assert.rejects(put("x".repeat(60_001)), /"test_row" would take \d+/);
    await assert.rejects(put("語".repeat(30_000)), TypeError);
    assert.equal(await read(counters, ["a"]), null);
    await put("x".repeat(59_900));
    await put("語".repeat(29_900));
  },
);

kvTest("what cannot be stored is refused where it is put", async () => {
  const put = (value: unknown) =>
    change((c) => c.put(counters, ["a"], value as number));
  await assert.rejects(put(() => {}), /could not be cloned/);
  await assert.rejects(put({ deep: { f: () => {} } }), /could not be cloned/);
  await assert.rejects(put(undefined), /use drop/);
  await assert.rejects(put(null), /use drop/);
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;
  await put(loop);
  await put(new Map([["a", new Date(0)]]));
  await put(10n);
});

kvTest("a change checks ten rows at most", async () => {
  const readRows = (n: number) =>
    change(async (c) => {
      for (let i = 0; i < n; i++) await c.read(rows, ["a", i]);
      c.put(counters, ["a"], n);
    });
  await readRows(10);
  await assert.rejects(readRows(11), /checks at most 10 rows, not 11/);
  assert.equal(await read(counters, ["a"]), 10);
});

kvTest("a change writes 1,000 rows and 600,000 bytes at most", async () => {
  const putRows = (n: number, text: string) =>
    change((c) => {
      for (let i = 0; i < n; i++) c.put(rows, ["a", i], { text });
    });
  await putRows(1_000, "");
  await assert.rejects(putRows(1_001, ""), /at most 1000 rows/);
  await assert.rejects(putRows(20, "x".repeat(29_000)), /600000 bytes/);
});

kvTest("a row can be put for a while only", async () => {
  await change((c) => c.put(counters, ["a"], 1, { expireIn: 60_000 }));
  assert.equal(await read(counters, ["a"]), 1);
});

kvTest(
  "changes of one queue run one after another, others do not wait",
  async () => {
    const order: string[] = [];
    const run = (name: string, queue: string, gate: Promise<void>) =>
      change(async (c) => {
        order.push(`${name} begins`);
        await gate;
        c.put(counters, [name], 1);
        order.push(`${name} ends`);
      }, { queue });
    const gate = Promise.withResolvers<void>();
    const open = Promise.resolve();
    const first = run("a1", "a", gate.promise);
    const second = run("a2", "a", open);
    await run("b1", "b", open);
    gate.resolve();
    await Promise.all([first, second]);
    assert.deepEqual(order, [
      "a1 begins",
      "b1 begins",
      "b1 ends",
      "a1 ends",
      "a2 begins",
      "a2 ends",
    ]);
  },
);

kvTest("a queue goes on after a deed that threw", async () => {
  const queue = "a";
  const bad = change(() => {
    throw new Error("no");
  }, { queue });
  const good = change((c) => c.put(counters, ["a"], 1), { queue });
  await assert.rejects(bad, /no/);
  await good;
  assert.equal(await read(counters, ["a"]), 1);
});
