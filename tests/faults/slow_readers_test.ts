/** Readers that never read must cost the server little, and the others nothing. */
import assert from "node:assert/strict";
import { LiveReader, readAll, until } from "@/tests/support/readers.ts";
import { startServer } from "@/tests/support/server.ts";
import { signInAt, signUpAt, type Talker } from "@/tests/support/talkers.ts";
import { memoryOf } from "@/tests/support/wire.ts";

const STANDING = 200;
const USERS = 20;
/** Streams one session may hold open. */
const PER_SESSION = 6;
/** At most; it ends as soon as every standing reader is gone. */
const SECONDS = Number(Deno.env.get("SLOW_SECONDS") ?? 60);
/** Large texts: the system takes some megabytes per connection before anything waits. */
const TEXT = "wave after wave ".repeat(800);
const MEGABYTE = 1024 * 1024;
/** More than noise, far less than what an unbounded queue takes in this time. */
const GROWTH = 150 * MEGABYTE;

/** Opens a stream and never reads a byte of it. */
async function standStill(port: number, cookie: string): Promise<Deno.Conn> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = `GET /live HTTP/1.1\r\nHost: localhost:${port}\r\n` +
    `Cookie: ${cookie}\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  return connection;
}

function cookieOf({ browser }: Talker): string {
  return [...browser.cookies].map((pair) => pair.join("=")).join("; ");
}

async function gauge(origin: string, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1] ?? NaN);
}

Deno.test("B1 200 readers that never read are dropped and cost bounded memory, while twenty others miss nothing", async () => {
  await using server = await startServer({
    env: { REGISTRATION: "open", LOG_LEVEL: "silent" },
  });
  const { origin, port, process } = server;
  const users: Talker[] = [];
  for (let i = 0; i < USERS; i++) {
    users.push(await signUpAt(origin, `user${i}`));
  }
  const conversation = await users[0]!.converse(
    "group",
    users.slice(1).map(({ name }) => name),
    "Harbour",
  );
  const standing: Deno.Conn[] = [];
  for (let i = 0; standing.length < STANDING; i++) {
    // Each user holds several sessions, and each of those its streams.
    const session = await signInAt(origin, users[i % USERS]!.name);
    for (let n = 0; n < PER_SESSION && standing.length < STANDING; n++) {
      standing.push(await standStill(port, cookieOf(session)));
    }
  }
  const readers = users.map(({ browser }) =>
    new LiveReader(browser, conversation)
  );
  for (const reader of readers) {
    await reader.load();
    reader.start();
  }
  assert.ok(
    await until(() => readers.every(({ connects }) => connects > 0), 5_000),
  );
  // What ordinary work needs is not what is measured here.
  for (let n = 0; n < 5; n++) {
    await Promise.all(users.map((user) => user.send(conversation, "warm up")));
  }
  const before = await memoryOf(process.pid);
  assert.equal(
    await gauge(origin, "parley_streams"),
    STANDING + USERS,
    "not every stream is open at the beginning",
  );

  let [most, goesOn] = [before, true];
  const watching = (async () => {
    while (goesOn) {
      most = Math.max(most, await memoryOf(process.pid));
      const slow = await gauge(origin, "parley_streams_dropped");
      if (slow >= STANDING) goesOn = false;
      await new Promise((done) => setTimeout(done, 250));
    }
  })();
  const last = Date.now() + SECONDS * 1_000;
  const late: number[] = [];
  const start = performance.now();
  await Promise.all(users.map(async (user, i) => {
    for (let n = 0; goesOn && Date.now() < last; n++) {
      const began = performance.now();
      const text = `${user.name} says ${n} ${TEXT}`;
      const post = await user.send(conversation, text);
      late.push(performance.now() - began);
      assert.equal(post.outcome, "acknowledged", `${i} ${post.status}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }));
  goesOn = false;
  await watching;
  const seconds = Math.round((performance.now() - start) / 1_000);
  const { rows } = await readAll(users[0]!.browser, conversation);
  await until(
    () => readers.every(({ rows: { size } }) => size === rows.length),
    5_000,
  );
  const streams = await gauge(origin, "parley_streams");
  const slow = await gauge(origin, "parley_streams_dropped");
  late.sort((a, b) => a - b);
  const grown = (most - before) / MEGABYTE;
  console.log(
    `${rows.length} messages to ${USERS} readers in ${seconds} s, ${slow} slow ones dropped; memory ${
      Math.round(before / MEGABYTE)
    } MB, at most ${Math.round(grown)} MB more; sends took ${
      Math.round(late[Math.floor(late.length / 2)]!)
    } ms, p99 ${Math.round(late[Math.floor(late.length * 0.99)]!)} ms`,
  );
  for (const reader of readers) await reader.stop();
  for (const connection of standing) connection.close();
  for (const [i, reader] of readers.entries()) {
    assert.deepEqual(reader.jumps, [], `user ${i}`);
    assert.deepEqual(
      [...reader.rows.values()].map(({ seq }) => seq),
      rows.map(({ seq }) => seq),
      `user ${i}`,
    );
  }
  assert.equal(streams, USERS, "slow readers are still held");
  assert.equal(slow, STANDING);
  assert.ok(before > 0, "the memory of the process cannot be read here");
  assert.ok(most - before <= GROWTH, `${Math.round(grown)} MB more`);
});
