/** K5: a WebSocket, server-sent events and a plain reload carry the same events in the same order. */
import assert from "node:assert/strict";
import { eventsOf, rowsOf } from "../support/readers.ts";
import { startServer } from "../support/server.ts";
import { signUpAt, type Talker } from "../support/talkers.ts";

interface Told {
  readonly event: string;
  readonly id?: string;
  readonly seq?: number;
  readonly html?: string;
  readonly reason?: string;
}

type Headers = Record<string, string>;

/** A program may send headers with its socket; the type is a browser's. */
function dial(origin: string, headers: Headers, after = ""): WebSocket {
  const Socket = WebSocket as unknown as new (
    url: string,
    options: { headers: Headers },
  ) => WebSocket;
  const url = `${origin.replace("http", "ws")}/api/v1/live${after}`;
  return new Socket(url, { headers });
}

function cookiesOf({ browser }: Talker): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`)
    .join("; ");
}

/** A program's socket: what it was told so far, and a way to wait for more. */
function socketOf(talker: Talker, origin: string, after = "") {
  const socket = dial(origin, { cookie: cookiesOf(talker) }, after);
  const told: Told[] = [];
  socket.onmessage = ({ data }) => told.push(JSON.parse(data));
  const until = async (what: (told: Told[]) => boolean) => {
    for (let tries = 0; !what(told); tries++) {
      assert.ok(tries < 400, `${socket.readyState} ${JSON.stringify(told)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  return { socket, told, until };
}

const rows = (told: readonly Told[]) =>
  told.filter(({ event }) => event === "message" || event === "alter")
    .map(({ event, seq, html }) => `${event} ${seq} ${html}`);

Deno.test("K5 a WebSocket and server-sent events carry the same events in the same order, and a reload shows them", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const { origin } = server;
  const maya = await signUpAt(origin, "maya");
  const jonas = await signUpAt(origin, "jonas");
  const id = await maya.converse("direct", ["jonas"]);
  const { socket, told, until } = socketOf(jonas, origin);
  await until((all) => all.some(({ event }) => event === "open"));
  const stream = await jonas.browser.request("/live");
  const heard: Told[] = [];
  const listening = (async () => {
    for await (const { event, id, about, html } of eventsOf(stream)) {
      heard.push({ event, ...id ? { id } : {}, ...about, html });
      if (rows(heard).length === 6) break;
    }
  })();
  for (const text of ["one", "two", "three", "four", "five"]) {
    assert.equal((await maya.send(id, text)).outcome, "acknowledged");
  }
  await maya.post(`/conversations/${id}/messages/2`, {
    _action: "edit",
    text: "two, and a half",
  });
  await until((all) => rows(all).length === 6);
  await listening;
  assert.deepEqual(rows(told), rows(heard));
  const page = await (await jonas.browser.request(`/conversations/${id}`))
    .text();
  assert.deepEqual(
    rowsOf(page).map(({ text }) => text),
    ["one", "two, and a half", "three", "four", "five"],
  );
  socket.close();
});

Deno.test("K5 a socket that comes back with its cursor is told exactly what it missed", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const { origin } = server;
  const maya = await signUpAt(origin, "maya");
  const jonas = await signUpAt(origin, "jonas");
  const id = await maya.converse("direct", ["jonas"]);
  const first = socketOf(jonas, origin);
  await first.until((all) => all.length > 0);
  await maya.send(id, "heard");
  await first.until((all) => rows(all).length === 1);
  const cursor = first.told.findLast((one) => one.id)!.id!;
  first.socket.close();
  for (let n = 0; n < 20; n++) await maya.send(id, `missed ${n}`);
  const second = socketOf(jonas, origin, `?after=${cursor}`);
  await second.until((all) => rows(all).length === 20);
  await maya.send(id, "and on it goes");
  await second.until((all) => rows(all).length === 21);
  const seqs = second.told.filter(({ event }) => event === "message")
    .map(({ seq }) => seq);
  assert.deepEqual(seqs, Array.from({ length: 21 }, (_, n) => n + 2));
  second.socket.close();
});

Deno.test("K5 a socket ends with its session, and opens for no stranger, no other site and no plain request", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const { origin } = server;
  const maya = await signUpAt(origin, "maya");
  const mine = socketOf(maya, origin);
  await mine.until((all) => all.length > 0);
  const closed = new Promise((done) => mine.socket.onclose = done);
  const ask = async (headers: Headers) => {
    const response = await fetch(`${origin}/api/v1/live`, { headers });
    await response.body?.cancel();
    return [response.status, response.headers.get("content-type")];
  };
  const document = "application/problem+json; charset=utf-8";
  assert.deepEqual(await ask({}), [401, document]);
  assert.deepEqual(await ask({ cookie: cookiesOf(maya) }), [400, document]);
  const foreign = dial(origin, {
    cookie: cookiesOf(maya),
    origin: "https://evil.example",
  });
  await new Promise((done) => foreign.onerror = done);
  await maya.post("/sign-out", {});
  await closed;
  assert.equal(mine.told.at(-1)?.event, "bye");
});
