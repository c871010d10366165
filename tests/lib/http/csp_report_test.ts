import assert from "node:assert/strict";
import { flushLog } from "@/lib/http/log.ts";
import { forgetBuckets } from "@/lib/http/limits.ts";
import { behindGate } from "./raw_http.ts";

Deno.test("a report of the content policy is logged without addresses' queries", async () => {
  forgetBuckets();
  await behindGate(() => new Response("app"), async (server) => {
    const send = async (body: string) => {
      const res = await server.fetch("/csp-report", { method: "POST", body });
      await res.body?.cancel();
      return res;
    };
    const old = {
      "csp-report": {
        "violated-directive": "script-src",
        "blocked-uri": "https://x.example/a?secret",
      },
    };
    const now = [{
      body: { effectiveDirective: "img-src", blockedURL: "inline" },
    }];
    assert.equal((await send(JSON.stringify(old))).status, 204);
    assert.equal((await send(JSON.stringify(now))).status, 204);
    assert.equal((await send("nonsense")).status, 400);
    assert.equal((await send("null")).status, 400);
    assert.equal((await send("x".repeat(20_000))).status, 400);
    for (let i = 5; i < 20; i++) await send("[]");
    const refused = await send("[]");
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "3");
    flushLog();
    const told = server.lines.filter((line) => line.includes('"csp"'));
    assert.match(
      told[0]!,
      /"directive":"script-src","blocked":"https:\/\/x.example\/a"/,
    );
    assert.match(told[1]!, /"directive":"img-src","blocked":"inline"/);
    assert.doesNotMatch(told.join(), /secret/);
  });
});
