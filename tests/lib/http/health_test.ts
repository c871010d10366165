import assert from "node:assert/strict";
import {
  healthAnswer,
  noteAnswer,
  noteStopping,
  readiness,
  readyAnswer,
  whenReady,
} from "@/lib/http/health.ts";
import { printMetrics } from "@/lib/http/metrics.ts";

Deno.test("readiness() asks every need and waits for none of them for long", async () => {
  assert.deepEqual(await readiness(), { ready: true, parts: {} });
  whenReady("store", () => true);
  assert.equal((await readyAnswer()).status, 200);
  whenReady("false", () => false);
  whenReady("throws", () => {
    throw new Error();
  });
  whenReady("rejects", () => Promise.reject(new Error()));
  whenReady("hangs", () => new Promise(() => {}));
  const began = performance.now();
  const { ready, parts } = await readiness();
  assert.ok(performance.now() - began < 1_500);
  assert.equal(ready, false);
  assert.deepEqual(parts, {
    store: "ok",
    false: "failing",
    throws: "failing",
    rejects: "failing",
    hangs: "failing",
  });
  for (const name of Object.keys(parts)) whenReady(name, () => true);
  assert.equal((await readiness()).ready, true);
  noteStopping();
  const answer = await readyAnswer();
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get("retry-after"), "2");
  assert.equal(healthAnswer().status, 200);
});

Deno.test("noteAnswer() is counted by class of status and by time", () => {
  noteAnswer(204, 0.003);
  noteAnswer(404, 0.3);
  const text = printMetrics();
  assert.match(text, /parley_requests_total\{class="2xx"\} 1\n/);
  assert.match(text, /parley_requests_total\{class="4xx"\} 1\n/);
  assert.match(text, /parley_request_seconds_bucket\{le="0.005"\} 1\n/);
  assert.match(text, /parley_request_seconds_bucket\{le="0.5"\} 2\n/);
  assert.match(text, /parley_memory_bytes \d+\n/);
});
