/**
 * HTTP/2 without TLS is accepted by the runtime, so the attack of 2023 is, too:
 * requests by the thousand, each taken back at once.
 */
import assert from "node:assert/strict";
import { connect, constants } from "node:http2";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";
import { memoryOf } from "@/tests/support/wire.ts";

const RESETS = 4_000;
const MEGABYTE = 1024 * 1024;

Deno.test("K2 thousands of HTTP/2 requests that are taken back at once leave nothing open, and others are served meanwhile", async () => {
  await using server = await startServer({
    env: { REGISTRATION: "open", LOG_LEVEL: "silent" },
  });
  const { origin, process } = server;
  const maya = await signUpAt(origin, "maya");
  await signUpAt(origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  await maya.send(conversation, "before");
  const before = await memoryOf(process.pid);

  let [sent, sessions] = [0, 0];
  const attacking = (async () => {
    while (sent < RESETS) {
      sessions++;
      sent += await attack(origin, RESETS - sent);
    }
  })();
  let slowest = 0;
  for (let n = 0; n < 20; n++) {
    const began = performance.now();
    const post = await maya.send(conversation, `meanwhile ${n}`);
    slowest = Math.max(slowest, performance.now() - began);
    assert.equal(post.outcome, "acknowledged");
  }
  await attacking;
  let open = NaN;
  for (let i = 0; i < 40 && open !== 1; i++) {
    const text = await (await fetch(`${origin}/metrics`)).text();
    open = Number(/^parley_open_requests (\d+)/m.exec(text)?.[1]);
    await new Promise((done) => setTimeout(done, 100));
  }
  const grown = (await memoryOf(process.pid) - before) / MEGABYTE;
  console.log(
    `${sent} resets in ${sessions} connections, ${
      Math.round(grown)
    } MB more, slowest send ${Math.round(slowest)} ms`,
  );
  assert.equal(open, 1, "requests that were taken back are still open");
  assert.ok(grown < 150, `${grown} MB`);
  assert.ok(slowest < 3_000, `${slowest} ms`);
});

/** Resets over one connection until the server has had enough of it. @returns how many */
async function attack(origin: string, most: number): Promise<number> {
  const session = connect(origin);
  session.on("error", () => {/* the server ended it: that is a defence */});
  let sent = 0;
  while (sent < most && !session.closed && !session.destroyed) {
    for (let i = 0; i < 50 && !session.closed && !session.destroyed; i++) {
      const stream = session.request({ ":path": "/sign-in" });
      stream.on("error", () => {/* taken back */});
      stream.close(constants.NGHTTP2_CANCEL);
      sent++;
    }
    await new Promise((done) => setTimeout(done, 1));
  }
  session.destroy();
  return sent;
}
