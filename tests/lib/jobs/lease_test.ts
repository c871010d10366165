import assert from "node:assert/strict";
import { finishJob, MAX_TRIES, takeJob, waitAfter } from "@/lib/jobs/_lease.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, Store, withStore } from "@/lib/kv/store.ts";
import { startProcess } from "../../support/kill.ts";
import {
  collect,
  givenUp,
  jobTest,
  leave,
  moment,
  outbox,
  until,
} from "./_stage.ts";

Deno.test("a job waits 1 s, 2 s, 4 s … and never more than 10 minutes", () => {
  const waits = [1, 2, 3, 10, 11, 19].map(waitAfter);
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 512_000, 600_000, 600_000]);
});

jobTest("a job that throws is tried again later", async ({ errors }) => {
  let fails = 1;
  using notes = collect(() => {
    if (fails-- > 0) throw new Error("the mail server is away");
  });
  const stop = startJobs({ every: 10 });
  await leave(1);
  await until(() => notes.ran.length === 1);
  await until(async () => (await outbox())[0]?.by === undefined);
  const [row] = await outbox();
  assert.equal(row?.tries, 1);
  const wait = row!.due - Date.now();
  assert.ok(wait > 500 && wait <= 1_000, `${wait}`);
  await until(async () => (await outbox()).length === 0);
  assert.deepEqual(notes.ran, [1, 1]);
  assert.match(String(errors[0]), /"test-note" failed/);
  await stop();
});

jobTest(
  "a job that failed too often is put aside with its reason",
  async () => {
    using notes = collect(() => {
      throw new Error("never");
    });
    await change((c) => {
      const job = { kind: "test-note", n: 7 };
      c.put(jobs, [1, "id"], { job, tries: MAX_TRIES - 1 });
    });
    const stop = startJobs({ every: 10 });
    await until(async () => (await givenUp()).length === 1);
    await stop();
    assert.deepEqual(notes.ran, [7]);
    assert.deepEqual(await outbox(), []);
    const [failed] = await givenUp();
    assert.equal(failed?.tries, MAX_TRIES);
    assert.equal(failed?.error, "Error: never");
    assert.deepEqual(failed?.job, { kind: "test-note", n: 7 });
  },
);

jobTest(
  "a job that ends its process each time is put aside, not begun",
  async () => {
    await change((c) => {
      const job = { kind: "test-note", n: 7 };
      c.put(jobs, [1, "id"], { job, tries: MAX_TRIES });
    });
    assert.equal(await takeJob([1, "id"], "me", 1_000), null);
    assert.deepEqual(await outbox(), []);
    assert.equal((await givenUp())[0]?.error, "It never came to an end");
  },
);

jobTest("a job nobody handles waits for its handler", async () => {
  const stop = startJobs({ every: 10 });
  await leave(1);
  await until(async () => (await outbox())[0]?.tries === 1);
  using notes = collect();
  await until(() => notes.ran.length === 1);
  await stop();
});

jobTest("of two that reach for a job, one gets it", async () => {
  await leave(1);
  const found = [];
  for await (const { key } of list(jobs, [])) found.push(key);
  const [key] = found;
  const taken = await Promise.all(
    ["a", "b", "c"].map((by) => takeJob(key!, by, 5_000)),
  );
  const got = taken.filter((one) => one !== null);
  assert.equal(got.length, 1);
  const [row] = await outbox();
  assert.equal(row?.tries, 1);
  assert.ok(row!.due > Date.now() + 4_000);
  await finishJob(got[0]!);
  assert.deepEqual(await outbox(), []);
});

jobTest("a job that outlasts its lease is told, and begun again", async () => {
  let told = 0;
  const gate = Promise.withResolvers<void>();
  using notes = collect(async (_, signal) => {
    if (notes.ran.length > 1) return;
    signal.addEventListener("abort", () => told++);
    await gate.promise;
  });
  const stop = startJobs({ every: 10, lease: 50 });
  await leave(1);
  await until(() => notes.ran.length === 2);
  assert.equal(told, 1);
  gate.resolve();
  await stop();
});

Deno.test("on a store several share, a lease is left alone until it ends", async () => {
  const limits = { checks: 10, mutations: 1_000, bytes: 600_000 };
  const { kv, sealing } = await openStore(":memory:");
  using store = new Store(kv, sealing, limits, true);
  await withStore(store, async () => {
    using notes = collect();
    const ends = Date.now() + 150;
    await change((c) => {
      const job = { kind: "test-note", n: 1 };
      c.put(jobs, [ends, "id"], { job, tries: 1, by: "another" });
    });
    const stop = startJobs({ every: 10 });
    await moment(60);
    assert.deepEqual(notes.ran, []);
    await until(() => notes.ran.length === 1);
    assert.ok(Date.now() >= ends);
    await stop();
  });
});

Deno.test("a process killed in a job leaves it to the next one, which does it at once", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/test.db`;
  const worker = new URL("_worker.ts", import.meta.url).pathname;
  const args = ["run", "-A", "--no-check", "--unstable-kv", worker, path];
  const first = startProcess([...args, "hang"]);
  assert.equal(await first.line(), "begun 1");
  await first.killHard();
  const start = performance.now();
  const second = startProcess([...args, "work"]);
  assert.equal(await second.line(), "done 1");
  assert.equal(await second.line(), "empty");
  assert.ok(
    performance.now() - start < 30_000,
    "it did not wait for the lease",
  );
  assert.equal(await second.ended, 0);
  await Deno.remove(folder, { recursive: true });
});
