import assert from "node:assert/strict";
import { Invalid, NotFound, TooMany } from "@/lib/errors.ts";
import { allowing } from "@/lib/http/security_headers.ts";
import { flushLog } from "@/lib/http/log.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { behindGate, statusIn } from "./raw_http.ts";

const hello = () => new Response("hello");

const bad: [string, string, number][] = [
  ["a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400],
  ["a host with a path", "GET /x HTTP/1.1\r\nHost: a/../x?\r\n\r\n", 400],
  ["a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400],
  ["a host with a bad port", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n", 400],
  ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
  ["an empty host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 400],
  ["two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
  [
    "another host in the target",
    "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
    400,
  ],
  ["TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405],
  ["CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405],
  ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405],
  ["an invented method", "FOO / HTTP/1.1\r\nHost: a\r\n\r\n", 405],
  ["an undecodable path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["half a character", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a NUL in the path", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a line end in the path", "GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a NUL in the query", "GET /?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a backslash", "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["two slashes first", "GET //evil.example HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  ["a long path", `GET /${"a".repeat(4_096)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  [
    "a very long path",
    `GET /${"a".repeat(60_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    414,
  ],
];

Deno.test("gate() refuses what is no good request, and never reaches the handler", async (t) => {
  let reached = 0;
  await behindGate(() => {
    reached++;
    return hello();
  }, async (server) => {
    for (const [what, bytes, status] of bad) {
      await t.step(`${what} gets ${status}`, async () => {
        assert.equal(statusIn(await server.raw(bytes)), status);
      });
    }
    assert.equal(reached, 0);
    const good = await server.raw(
      "GET /a?b=% HTTP/1.1\r\nHost: a.b:80\r\n\r\n",
    );
    assert.equal(statusIn(good), 200);
    assert.equal(reached, 1);
  });
});

Deno.test("gate() answers to every name unless it was given one", async () => {
  await behindGate(hello, async (server) => {
    const ask = async (host: string, path = "/") =>
      statusIn(
        await server.raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      );
    assert.equal(await ask("chat.example.org"), 200);
    assert.equal(await ask("CHAT.example.org:443"), 200);
    assert.equal(await ask("evil.example"), 421);
    assert.equal(await ask("localhost:8000"), 421);
    assert.equal(await ask("localhost:8000", "/healthz"), 200);
  }, { ORIGIN: "https://chat.example.org" });
});

const promised = [
  "content-security-policy",
  "x-content-type-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "cross-origin-embedder-policy",
  "origin-agent-cluster",
  "permissions-policy",
  "x-frame-options",
  "cache-control",
  "x-request-id",
];

Deno.test("gate() dresses every response, whatever it is", async () => {
  const answers: Record<string, () => Response> = {
    "/page": hello,
    "/redirect": () => Response.redirect("http://a/b", 303),
    "/unchanged": () => new Response(null, { status: 304 }),
    "/nothing": () => new Response(null, { status: 204 }),
    "/error": () => {
      throw new Error("secret detail");
    },
    "/problem": () => {
      throw new NotFound({ key: "error.not_found" });
    },
  };
  await behindGate(
    (req) => answers[new URL(req.url).pathname]!(),
    async (server) => {
      for (const path of [...Object.keys(answers), "/%zz"]) {
        const res = await server.fetch(path, { redirect: "manual" });
        await res.body?.cancel();
        for (const name of promised) {
          assert.ok(
            res.headers.get(name),
            `${path} ${name}`,
          );
        }
        assert.equal(res.headers.get("strict-transport-security"), null);
        assert.equal(res.headers.get("gate-allow"), null);
      }
    },
  );
  await behindGate(hello, async (server) => {
    const res = await server.raw("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
    assert.match(res, /strict-transport-security: max-age=63072000/);
  }, { ORIGIN: "https://a.example" });
});

Deno.test("gate() lets a route ask for frames and keeps what it set on purpose", async () => {
  await behindGate((req) => {
    const path = new URL(req.url).pathname;
    if (path === "/file") {
      return new Response("x", {
        headers: {
          "content-security-policy": "default-src 'none'; sandbox",
          "cache-control": "private, no-cache",
        },
      });
    }
    return new Response("x", {
      headers: allowing(path === "/log" ? "framed-log" : "log-frame"),
    });
  }, async (server) => {
    const policyOf = async (path: string) => {
      const res = await server.fetch(path);
      await res.body?.cancel();
      return [
        res.headers.get("content-security-policy") ?? "",
        res.headers.get("x-frame-options"),
        res.headers.get("cache-control"),
      ];
    };
    const [page, pageFrame, cache] = await policyOf("/page");
    assert.match(page!, /frame-src 'self'/);
    assert.match(page!, /frame-ancestors 'none'/);
    assert.match(page!, /trusted-types app htmx;/);
    assert.equal(pageFrame, "DENY");
    assert.equal(cache, "no-store");
    const [log, logFrame] = await policyOf("/log");
    assert.match(log!, /frame-ancestors 'self'/);
    assert.equal(logFrame, "SAMEORIGIN");
    const [file, , fileCache] = await policyOf("/file");
    assert.equal(file, "default-src 'none'; sandbox");
    assert.equal(fileCache, "private, no-cache");
  });
});

Deno.test("gate() turns any throw into a neutral page with a log id", async () => {
  await behindGate((req) => {
    if (req.url.endsWith("/many")) throw new TooMany(7);
    if (req.url.endsWith("/invalid")) {
      throw new Invalid({ name: { key: "error.required" } });
    }
    throw new Error("secret detail");
  }, async (server) => {
    const res = await server.fetch("/broken", {
      headers: { "accept-language": "ar" },
    });
    const html = await res.text();
    assert.equal(res.status, 500);
    assert.equal(res.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.doesNotMatch(html, /secret|Error|\.ts/);
    const id = res.headers.get("x-request-id")!;
    assert.ok(html.includes(id));
    flushLog();
    assert.ok(
      server.lines.some((l) => l.includes(id) && l.includes('"thrown"')),
    );

    const many = await server.fetch("/many");
    await many.body?.cancel();
    assert.equal(many.status, 429);
    assert.equal(many.headers.get("retry-after"), "7");

    const fragment = await server.fetch("/many", {
      headers: { "hx-request": "true" },
    });
    assert.equal(fragment.headers.get("x-fragment"), "1");
    assert.match(await fragment.text(), /^<div class="problem" role="alert">/);

    const api = await server.fetch("/api/v1/invalid");
    assert.equal(
      api.headers.get("content-type"),
      "application/problem+json; charset=utf-8",
    );
    const document = await api.json();
    assert.equal(document.status, 422);
    assert.deepEqual(document.fields, [{
      name: "name",
      key: "error.required",
      detail: "Please fill this in.",
    }]);
  });
});

Deno.test("gate() logs one line per request, without query and secrets", async () => {
  await behindGate((req) => {
    assert.match(factsOf(req).id, /^[0-9a-f]{16}$/);
    assert.equal(factsOf(req).net, "127.0.0.1");
    return hello();
  }, async (server) => {
    await (await server.fetch("/search?q=private")).text();
    await (await server.fetch("/invite/abcdefg")).text();
    await (await server.fetch("/%zz")).text();
    flushLog();
    const lines = server.lines.map((line) => JSON.parse(line));
    assert.equal(lines.length, 3);
    assert.deepEqual(lines.map((l) => l.status), [200, 200, 400]);
    assert.deepEqual(lines.map((l) => l.path), ["/search", "/invite/…", ""]);
    assert.doesNotMatch(server.lines.join(), /private|abcdefg/);
  });
});
