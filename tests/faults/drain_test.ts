import assert from "node:assert/strict";
import { LiveReader, openStream, readAll } from "@/tests/support/readers.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";
import { overTheWire } from "@/tests/support/wire.ts";

Deno.test("K9 SIGTERM ends the server within five seconds with code 0, and no request under way fails", async () => {
  const server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  const streams = [
    await openStream(jonas.browser, "/live"),
    await openStream(jonas.browser, `/conversations/${conversation}/log`),
  ];
  const reader = new LiveReader(jonas.browser, conversation);
  await reader.load();
  reader.start();
  // Requests the server has begun to read when the signal comes.
  const cookie = [...maya.browser.cookies].map((pair) => pair.join("="))
    .join("; ");
  const csrf = await maya.token();
  const texts = Array.from({ length: 8 }, (_, i) => `on its way ${i}`);
  const goOn = Promise.withResolvers<void>();
  const under = texts.map(async (text) => {
    const body = new URLSearchParams({
      csrf,
      client_id: crypto.randomUUID(),
      text,
    }).toString();
    const [first, rest] = [body.slice(0, 40), body.slice(40)];
    const head = `POST /conversations/${conversation}/messages HTTP/1.1\r\n` +
      `Host: localhost:${server.port}\r\nCookie: ${cookie}\r\n` +
      "Content-Type: application/x-www-form-urlencoded\r\n" +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    return await overTheWire(server.port, [head + first, goOn.promise, rest]);
  });
  await new Promise((done) => setTimeout(done, 200));
  const began = performance.now();
  const stopped = server.process.stop();
  await new Promise((done) => setTimeout(done, 300));
  goOn.resolve();
  const code = await stopped;
  const ms = Math.round(performance.now() - began);
  const answers = await Promise.all(under);
  console.log(`stopped ${ms} ms after SIGTERM`);
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
  assert.deepEqual(answers.map(({ status }) => status), texts.map(() => 303));
  for (const stream of streams) await stream.end;

  const start = performance.now();
  await using again = await startServer({
    dataDir: server.dataDir,
    port: server.port,
    env: { REGISTRATION: "open" },
  });
  const up = Math.round(performance.now() - start);
  console.log(`ready again after ${up} ms`);
  assert.ok(up < 2_000, `${up} ms`);
  assert.ok(again.process.pid !== server.process.pid);
  const { rows } = await readAll(maya.browser, conversation);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "text").map(({ text }) => text).sort(),
    texts,
  );
  for (let i = 0; reader.rows.size < rows.length && i < 100; i++) {
    await new Promise((done) => setTimeout(done, 30));
  }
  await reader.stop();
  assert.deepEqual([...reader.rows.values()], rows);
  assert.deepEqual(reader.jumps, []);
});

Deno.test("K9 a slow upload does not keep a stopping server beyond five seconds", async () => {
  const server = await startServer();
  const connection = await Deno.connect({
    hostname: "127.0.0.1",
    port: server.port,
  });
  const head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n" +
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\n";
  await connection.write(new TextEncoder().encode(head + "username=ma"));
  await new Promise((done) => setTimeout(done, 100));
  const began = performance.now();
  const code = await server.process.stop();
  const ms = Math.round(performance.now() - began);
  connection.close();
  await Deno.remove(server.dataDir, { recursive: true });
  assert.equal(code, 0);
  assert.ok(ms < 5_000, `${ms} ms`);
});
