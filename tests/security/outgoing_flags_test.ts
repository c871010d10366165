/** A program with the server's flags tries to get where it must not, with and without safeFetch(). */
import assert from "node:assert/strict";
import { root, serverArguments } from "@/tests/support/server.ts";

/**
 * A stand-in for the server. It knows the port of a listener on this machine
 * and tries to reach it by every road. Prints what each attempt came to.
 */
const CANARY = `
import net from "node:net";
import http from "node:http";
import { safeFetch } from "@/lib/outgoing/safe_fetch.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";

const [port, named] = Deno.args;
useOutgoing({ open: true, privateHosts: named ? [named] : [] });
const came = {};
async function attempt(what, deed) {
  try { await deed(); came[what] = "reached"; }
  catch (error) { came[what] = error.reason ?? error.name; }
}
const bySocket = (host, port) => new Promise((done, fail) => {
  const socket = net.connect({ host, port: Number(port) });
  socket.on("connect", () => { socket.destroy(); done(); });
  socket.on("error", fail);
  setTimeout(() => fail(new Error("nobody")), 1500);
});
const byName = (name) => new Promise((done, fail) => {
  http.get({ host: name, port, agent: false }, done).on("error", fail);
});
for (const host of JSON.parse(Deno.args[2])) {
  const at = host.includes(":") ? "[" + host + "]" : host;
  await attempt("connect " + host, () => Deno.connect({ hostname: host, port: Number(port) }));
  await attempt("socket " + host, () => bySocket(host, port));
  await attempt("fetch " + host, () => fetch("http://" + at + ":" + port + "/"));
  await attempt("safe " + host, () =>
    safeFetch("http://" + at + ":" + port + "/", { ports: "any", namedPrivate: true }));
}
await attempt("a public name by fetch", () => fetch("https://example.com/"));
await attempt("a public name by http", () => byName("example.com"));
await attempt("listen elsewhere", () => Deno.listen({ port: 0, hostname: "127.0.0.1" }));
await attempt("listen on another port", () => Deno.listen({ port: 0, hostname: "0.0.0.0" }));
console.log(JSON.stringify(came));
Deno.exit(0);
`;

/** Every way to write "this machine", and addresses of other people's networks. */
const HOSTS = [
  "127.0.0.1",
  "localhost",
  "0.0.0.0",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "127.1",
  "2130706433",
  "0x7f.0.0.1",
  "169.254.169.254",
  "fd00:ec2::254",
  "fe80::1",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.0.1",
  "100.64.0.1",
  "198.18.0.1",
];

/** Runs the stand-in; a server on every address of this machine waits to be reached. */
async function tryAll(env: Record<string, string>, named = "") {
  let knocks = 0;
  await using listener = Deno.serve({
    hostname: "0.0.0.0",
    port: 0,
    onListen() {},
  }, () => {
    knocks++;
    return new Response("here");
  });
  const { port } = listener.addr as Deno.NetAddr;
  const home = await Deno.makeTempDir({ prefix: "parley-canary-" });
  try {
    await Deno.writeTextFile(`${home}/main.js`, CANARY);
    const at = named.replace("PORT", String(port));
    const words = await serverArguments(home, {
      PORT: "8000",
      ...env,
      ...(at ? { ALLOW_PRIVATE: at } : {}),
    });
    const args = words.map((word) =>
      word === "main.ts" ? `${home}/main.js` : word
    );
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...args.flatMap((word) =>
          word === `${home}/main.js`
            ? ["--config", `${root}deno.json`, word]
            : [word]
        ),
        String(port),
        at,
        JSON.stringify(HOSTS),
      ],
      cwd: root,
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stdout);
    assert.ok(said.startsWith("{"), new TextDecoder().decode(stderr));
    return {
      came: JSON.parse(said) as Record<string, string>,
      knocks,
    };
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

Deno.test("H8 with the server's flags no private address is reached: not by connection, not by fetch, not by safeFetch, however it is written", async () => {
  const { came, knocks } = await tryAll({});
  assert.equal(Object.keys(came).length, HOSTS.length * 4 + 4);
  const reached = Object.keys(came).filter((what) => came[what] === "reached");
  assert.deepEqual(reached, []);
  assert.equal(knocks, 0, "nobody knocked");
  for (const host of HOSTS) {
    assert.match(came[`safe ${host}`]!, /^(private|unknown-host)$/, host);
  }
  // Names nobody wrote into the settings lead nowhere without safeFetch().
  assert.equal(came["a public name by fetch"], "NotCapable");
  assert.notEqual(came["a public name by http"], "reached");
});

Deno.test("H8 a private host that ALLOW_PRIVATE names is reached, and its neighbours are not", async () => {
  const { came, knocks } = await tryAll({}, "127.0.0.1:PORT");
  assert.equal(came["safe 127.0.0.1"], "reached");
  assert.ok(knocks > 0);
  assert.equal(came["connect 127.0.0.1"], "reached");
  assert.equal(came["safe ::1"], "private");
  assert.equal(came["connect 0.0.0.0"], "NotCapable");
  assert.equal(came["connect 10.0.0.1"], "NotCapable");
});
