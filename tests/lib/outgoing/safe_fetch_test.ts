import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { OutgoingRefused } from "@/lib/outgoing/refused.ts";
import { useResolver } from "@/lib/outgoing/resolve.ts";
import { safeFetch, type SafeFetchOptions } from "@/lib/outgoing/safe_fetch.ts";

const named = { namedPrivate: true, timeout: 1_000 };

async function refusal(
  address: string,
  options: SafeFetchOptions = named,
): Promise<string> {
  try {
    await safeFetch(address, options);
    return "none";
  } catch (error) {
    assert.ok(error instanceof OutgoingRefused, String(error));
    return error.reason;
  }
}

/** A server on this machine that the settings name, under a name of its own. */
async function withServer(
  answer: (req: Request) => Response | Promise<Response>,
  test: (origin: string, asked: () => number) => Promise<void>,
): Promise<void> {
  let names = 0;
  const restore = useResolver((name, kind) => {
    if (kind === "A") names++;
    if (name === "public.example") return Promise.resolve(["8.8.8.8"]);
    return Promise.resolve(kind === "A" ? ["127.0.0.1"] : []);
  });
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen() {},
  }, answer);
  const port = (server.addr as Deno.NetAddr).port;
  useOutgoing({ open: true, privateHosts: [`issuer.lan:${port}`] });
  try {
    await test(`http://issuer.lan:${port}`, () => names);
  } finally {
    restore();
    useOutgoing({ open: false, privateHosts: [] });
    await server.shutdown();
  }
}

Deno.test("safeFetch() brings what a host that the settings name answers, and connects where it looked", async () => {
  await withServer(async (req) => {
    assert.equal(req.headers.get("cookie"), null);
    const said = [
      req.method,
      new URL(req.url).pathname,
      req.headers.get("x-mine"),
      new URL(req.url).hostname,
      await req.text(),
    ];
    return Response.json(said, { headers: { "set-cookie": "a=b" } });
  }, async (origin, asked) => {
    const answer = await safeFetch(`${origin}/path?q`, {
      ...named,
      method: "POST",
      headers: { "x-mine": "yes", cookie: "stolen=1", host: "evil.example" },
      body: "hello",
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("set-cookie"), null);
    assert.deepEqual(await answer.json(), [
      "POST",
      "/path",
      "yes",
      "issuer.lan",
      "hello",
    ]);
    assert.equal(asked(), 1, "the name was asked for once");
  });
});

Deno.test("safeFetch() refuses schemes, credentials, ports and plain http where it must not be", async () => {
  useOutgoing({ open: true, privateHosts: [] });
  for (
    const [address, reason] of [
      ["file:///etc/passwd", "address"],
      ["ftp://8.8.8.8/", "address"],
      ["javascript:alert(1)", "address"],
      ["data:text/plain,x", "address"],
      ["nonsense", "address"],
      ["http://me:secret@8.8.8.8/", "credentials"],
      ["http://me@8.8.8.8/", "credentials"],
      ["http://8.8.8.8:22/", "port"],
      ["https://8.8.8.8:8443/", "port"],
    ] as const
  ) assert.equal(await refusal(address), reason, address);
  assert.equal(
    await refusal("http://8.8.8.8/", { ...named, secure: true }),
    "address",
  );
  useOutgoing({ open: false, privateHosts: [] });
  assert.equal(await refusal("https://8.8.8.8/"), "closed");
});

Deno.test("safeFetch() refuses every private address however it is written, and names with one foot inside", async () => {
  useOutgoing({ open: true, privateHosts: [] });
  const restore = useResolver((name, kind) =>
    Promise.resolve(
      ({
        "inside.example": { A: ["127.0.0.1"], AAAA: [] },
        "half.example": { A: ["8.8.8.8", "10.0.0.1"], AAAA: [] },
        "six.example": { A: ["8.8.8.8"], AAAA: ["::ffff:169.254.169.254"] },
        "nat.example": { A: [], AAAA: ["64:ff9b::a9fe:a9fe"] },
      } as Record<string, Record<string, string[]>>)[name]?.[kind] ?? [],
    )
  );
  try {
    for (
      const host of [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "inside.example",
        "half.example",
        "six.example",
        "nat.example",
      ]
    ) assert.equal(await refusal(`http://${host}/`), "private", host);
    assert.equal(await refusal("http://nowhere.example/"), "unknown-host");
  } finally {
    restore();
    useOutgoing({ open: false, privateHosts: [] });
  }
});

Deno.test("safeFetch() reaches a named private host only for whoever may, and only at its port", async () => {
  await withServer(() => new Response("inside"), async (origin) => {
    assert.equal(await refusal(origin, named), "none");
    assert.equal(await refusal(origin, { ports: "any" }), "private");
    const other = origin.replace(/\d+$/, (port) => String(Number(port) ^ 1));
    assert.equal(await refusal(other, { ...named, ports: "any" }), "private");
  });
});

Deno.test("safeFetch() follows no redirect unasked, and none into a private network", async () => {
  let to = "";
  await withServer(
    () => new Response(null, { status: 302, headers: { location: to } }),
    async (origin) => {
      to = "/again";
      assert.equal(await refusal(origin), "redirect");
      for (
        const inside of [
          origin,
          "http://127.0.0.1/",
          "http://169.254.169.254/latest/meta-data/",
          "http://[::1]/",
          "http://[::ffff:10.0.0.1]/",
        ]
      ) {
        to = inside;
        const reason = await refusal(origin, { ...named, redirects: 3 });
        assert.match(reason, /^(private|port)$/, inside);
      }
      to = "file:///etc/passwd";
      assert.equal(
        await refusal(origin, { ...named, redirects: 3 }),
        "address",
      );
      to = "http://a:b@8.8.8.8/";
      assert.equal(
        await refusal(origin, { ...named, redirects: 3 }),
        "credentials",
      );
      assert.equal(
        await refusal(origin, { ...named, redirects: 3, method: "POST" }),
        "redirect",
      );
    },
  );
});

Deno.test("safeFetch() bounds bytes, packed and unpacked, said and unsaid", async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(5_000_000)));
  assert.ok(bomb.byteLength < 10_000);
  const answers: Record<string, () => Response> = {
    "/fits": () => new Response("x".repeat(1_000)),
    "/packed": () =>
      new Response(new Uint8Array(gzipSync("x".repeat(1_000))), {
        headers: { "content-encoding": "gzip" },
      }),
    "/said": () => new Response("x".repeat(1_001)),
    "/unsaid": () =>
      new Response(ReadableStream.from(async function* () {
        for (;;) yield new TextEncoder().encode("x".repeat(100));
      }())),
    "/bomb": () =>
      new Response(bomb, { headers: { "content-encoding": "gzip" } }),
    "/odd": () =>
      new Response("x", { headers: { "content-encoding": "rot13" } }),
    "/torn": () =>
      new Response("not packed", { headers: { "content-encoding": "gzip" } }),
    "/nothing": () => new Response(null, { status: 204 }),
  };
  await withServer(
    (req) => answers[new URL(req.url).pathname]!(),
    async (origin) => {
      const small = { ...named, limit: 1_000 };
      for (const path of ["/fits", "/packed"]) {
        const answer = await safeFetch(origin + path, small);
        assert.equal(await answer.text(), "x".repeat(1_000), path);
        assert.equal(answer.headers.get("content-encoding"), null);
      }
      assert.equal((await safeFetch(`${origin}/nothing`, small)).body, null);
      for (const path of ["/said", "/unsaid", "/bomb"]) {
        assert.equal(await refusal(origin + path, small), "too-large", path);
      }
      for (const path of ["/odd", "/torn"]) {
        assert.equal(await refusal(origin + path, small), "malformed", path);
      }
    },
  );
});

Deno.test("safeFetch() waits no longer than it was told: for a name, an answer or the rest of one", async () => {
  const never = Promise.withResolvers<Response>();
  await withServer(async (req) => {
    if (new URL(req.url).pathname === "/silent") return await never.promise;
    return new Response(ReadableStream.from(async function* () {
      for (;;) {
        await new Promise((done) => setTimeout(done, 20));
        yield new Uint8Array(1);
      }
    }()));
  }, async (origin) => {
    const before = performance.now();
    const quick = { ...named, timeout: 150 };
    assert.equal(await refusal(`${origin}/silent`, quick), "timeout");
    assert.equal(await refusal(`${origin}/drip`, quick), "timeout");
    const restore = useResolver(() => new Promise(() => {}));
    assert.equal(await refusal(`${origin}/name`, quick), "timeout");
    restore();
    assert.ok(performance.now() - before < 2_000);
    never.resolve(new Response("late"));
  });
});

Deno.test("safeFetch() says so when nobody listens or something else than HTTP answers", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = (listener.addr as Deno.NetAddr).port;
  useOutgoing({
    open: false,
    privateHosts: [`127.0.0.1:${port}`, "127.0.0.1:1"],
  });
  const talking = (async () => {
    const conn = await listener.accept();
    await conn.read(new Uint8Array(1_000));
    await conn.write(new TextEncoder().encode("SSH-2.0-OpenSSH_9\r\n\r\n"));
    conn.close();
  })();
  assert.equal(await refusal(`http://127.0.0.1:${port}/`), "malformed");
  assert.equal(await refusal("http://127.0.0.1:1/"), "unreachable");
  await talking;
  useOutgoing({ open: false, privateHosts: [] });
});
