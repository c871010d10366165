import assert from "node:assert/strict";
import { failedJobs, jobs } from "@/lib/jobs/_keys.ts";
import { MAX_TRIES } from "@/lib/jobs/_lease.ts";
import { GiveUp, onJob } from "@/lib/jobs/on_job.ts";
import { later } from "@/lib/jobs/later.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { collect, givenUp, jobTest, leave, outbox, until } from "./_stage.ts";

jobTest(
  "a job that says until when is tried as often as it fits, and then put aside",
  async () => {
    using notes = collect(() => {
      throw new Error("come back later");
    });
    const job = { kind: "test-note", n: 7 };
    const day = Date.now() + 86_400_000;
    await change((c) => {
      c.put(jobs, [1, "early"], { job, tries: MAX_TRIES * 3, until: day });
      c.put(jobs, [2, "late"], { job, tries: 3, until: Date.now() + 4_000 });
    });
    const stop = startJobs({ every: 10 });
    await until(async () => (await givenUp()).length === 1);
    await until(async () => (await outbox())[0]?.by === undefined);
    await stop();
    assert.deepEqual(notes.ran, [7, 7]);
    const [row, ...others] = await outbox();
    assert.deepEqual(others, []);
    assert.equal(row?.until, day, "the end is kept");
    assert.equal(row?.tries, MAX_TRIES * 3 + 1);
    assert.ok(await read(failedJobs, ["late"]));
  },
);

jobTest(
  "a job that is given up by its handler is not tried again",
  async () => {
    using notes = collect(() => {
      throw new GiveUp("it is refused for good");
    });
    const stop = startJobs({ every: 10 });
    await leave(1);
    await until(async () => (await givenUp()).length === 1);
    await stop();
    assert.deepEqual(notes.ran, [1]);
    assert.deepEqual(await outbox(), []);
    assert.equal((await givenUp())[0]?.error, "GiveUp: it is refused for good");
  },
);

jobTest(
  "of a kind that waits for others only some run at once, and there is room for the rest",
  async () => {
    using notes = collect();
    const slow = Promise.withResolvers<void>();
    let now = 0;
    let most = 0;
    let ended = 0;
    const off = onJob("test-slow", async () => {
      most = Math.max(most, ++now);
      await slow.promise;
      now--;
      ended++;
    }, { atOnce: 2 });
    try {
      await change((c) => {
        for (let i = 0; i < 30; i++) later(c, { kind: "test-slow" });
      });
      const stop = startJobs({ every: 10 });
      await until(() => now === 2);
      await leave(1);
      await until(() => notes.ran.length === 1);
      assert.equal(now, 2);
      slow.resolve();
      await until(() => ended === 30);
      assert.equal(most, 2);
      await stop();
    } finally {
      off();
    }
  },
);
