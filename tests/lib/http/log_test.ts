import assert from "node:assert/strict";
import { loggedPath } from "@/lib/http/access_log.ts";
import { aboutError, flushLog, log, useLog } from "@/lib/http/log.ts";

Deno.test("log() writes one JSON line per event, up to its level", () => {
  const written: string[] = [];
  useLog("warn", (text) => written.push(text));
  log("info", "quiet");
  log("warn", "told", { n: 1, text: "a\nb" });
  flushLog();
  useLog("silent");
  assert.equal(written.length, 1);
  const line = JSON.parse(written[0]!);
  assert.equal(written[0]!.split("\n").length, 2);
  assert.deepEqual([line.level, line.event, line.n, line.text], [
    "warn",
    "told",
    1,
    "a\nb",
  ]);
});

Deno.test("aboutError() does not repeat the text a parser choked on", () => {
  try {
    JSON.parse("my secret message");
  } catch (error) {
    assert.doesNotMatch(JSON.stringify(aboutError(error)), /secret/);
  }
  assert.equal(aboutError(new RangeError("too far")).message, "too far");
  assert.deepEqual(aboutError("text"), { error: "string" });
});

Deno.test("loggedPath() hides what is a secret in an address", () => {
  assert.equal(loggedPath("/conversations/c1"), "/conversations/c1");
  assert.equal(loggedPath("/invite/abc"), "/invite/…");
  assert.equal(loggedPath("/hooks/abc/d"), "/hooks/…");
  assert.equal(loggedPath("/" + "a".repeat(4_000)).length, 201);
});
