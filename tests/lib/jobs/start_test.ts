import assert from "node:assert/strict";
import { later } from "@/lib/jobs/later.ts";
import { handlerOf, onJob } from "@/lib/jobs/on_job.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { change } from "@/lib/kv/change.ts";
import {
  collect,
  jobTest,
  leave,
  moment,
  type Note,
  outbox,
  until,
} from "./_stage.ts";

/** So long that only a poke or the first look can be what starts a job. */
const NEVER = 600_000;

jobTest("a job runs at once after the change that left it", async () => {
  using notes = collect();
  const stop = startJobs({ every: NEVER });
  await moment(20);
  assert.deepEqual(notes.ran, []);
  const start = performance.now();
  await leave(1);
  await until(() => notes.ran.length === 1);
  assert.ok(performance.now() - start < 500);
  await stop();
  assert.deepEqual(await outbox(), []);
});

jobTest("a change that fails leaves no job", async () => {
  using notes = collect();
  const stop = startJobs({ every: 5 });
  const deed = change((c) => {
    later<Note>(c, { kind: "test-note", n: 1 });
    throw new Error("no");
  });
  await assert.rejects(deed, /no/);
  await moment();
  assert.deepEqual(notes.ran, []);
  assert.deepEqual(await outbox(), []);
  await stop();
});

jobTest("a job with a delay waits for it", async () => {
  using notes = collect();
  const stop = startJobs({ every: 10 });
  await leave(1, 120);
  await moment(40);
  assert.deepEqual(notes.ran, []);
  await until(() => notes.ran.length === 1);
  await stop();
});

jobTest(
  "jobs left before anybody was there to do them are done at start",
  async () => {
    for (let n = 0; n < 50; n++) await leave(n);
    assert.equal((await outbox()).length, 50);
    using notes = collect(() => moment(1));
    const stop = startJobs({ every: NEVER });
    await until(async () => (await outbox()).length === 0);
    await stop();
    assert.deepEqual(
      notes.ran.toSorted((a, b) => a - b),
      Array.from({ length: 50 }, (_, n) => n),
    );
  },
);

jobTest("a burst of jobs runs each once, eight at a time", async () => {
  let now = 0;
  let most = 0;
  using notes = collect(async () => {
    most = Math.max(most, ++now);
    await moment(2);
    now--;
  });
  const stop = startJobs({ every: NEVER });
  await Promise.all(Array.from({ length: 100 }, (_, n) => leave(n)));
  await until(async () => (await outbox()).length === 0);
  await stop();
  assert.equal(notes.ran.length, 100);
  assert.equal(new Set(notes.ran).size, 100);
  assert.equal(most, 8);
});

jobTest("stop() lets a running job end and begins no other", async () => {
  const gate = Promise.withResolvers<void>();
  using notes = collect(() => gate.promise);
  const stop = startJobs({ every: 5 });
  await leave(1);
  await until(() => notes.ran.length === 1);
  let stopped = false;
  const stopping = stop().then(() => stopped = true);
  await leave(2);
  await moment(30);
  assert.equal(stopped, false);
  gate.resolve();
  await stopping;
  assert.deepEqual(notes.ran, [1]);
  assert.deepEqual((await outbox()).map(({ tries }) => tries), [0]);
});

jobTest("stop() tells a running job and waits only so long", async () => {
  let told = false;
  const gate = Promise.withResolvers<void>();
  using notes = collect((_, signal) => {
    signal.addEventListener("abort", () => told = true);
    return gate.promise;
  });
  const stop = startJobs({ every: 5, grace: 30 });
  await leave(1);
  await until(() => notes.ran.length === 1);
  await stop();
  assert.ok(told);
  assert.equal((await outbox()).length, 1, "it is still there for the next");
  gate.resolve();
  await until(async () => (await outbox()).length === 0);
});

Deno.test("onJob() takes one handler for a kind", () => {
  assert.throws(() => handlerOf("test-kind"), /No handler/);
  const off = onJob("test-kind", () => {});
  assert.throws(() => onJob("test-kind", () => {}), /Two handlers/);
  off();
  onJob("test-kind", () => {})();
});
