/** Every answer, whatever it is, carries the headers that keep browsers on our side. */
import assert from "node:assert/strict";
import { openStream } from "@/tests/support/readers.ts";
import { fill, listRoutes } from "@/tests/support/routes.ts";
import { assertSecure, assertSound } from "@/tests/support/security.ts";
import { startServer } from "@/tests/support/server.ts";
import { PASSWORD, signUpAt, type Talker } from "@/tests/support/talkers.ts";
import { overTheWire } from "@/tests/support/wire.ts";

interface Stage {
  readonly origin: string;
  readonly port: number;
  readonly maya: Talker;
  readonly parts: Record<string, string>;
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const { origin, port } = server;
  const maya = await signUpAt(origin, "maya");
  await signUpAt(origin, "jonas");
  const conversation = await maya.converse("group", ["jonas"], "Harbour");
  const { seq } = await maya.send(conversation, "**The** `tide` <is> in");
  const parts = { conversation, seq: String(seq), code: "a".repeat(26) };
  await test({ origin, port, maya, parts });
}

/** A form as today's browsers send it from a page of ours. */
const OWN_FORM = {
  body: "text=typed",
  headers: {
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
  },
};

const isStream = (path: string) => /\/(live|log)$/.test(path);

Deno.test("H13 every page, redirect and refusal carries every security header, and no page holds an inline script or style", async () => {
  await onStage(async ({ maya, parts }) => {
    const routes = await listRoutes();
    assert.ok(routes.length > 20, "the routes were not found");
    const seen = new Set<number>();
    const nothing = { conversation: "nothing", seq: "99", code: "x" };
    const paths = routes.flatMap(({ path }) => [
      fill(path, parts),
      fill(path, nothing),
    ]);
    for (const path of new Set(paths)) {
      for (const method of ["GET", "HEAD", "POST", "PUT", "DELETE"]) {
        if (isStream(path) && method === "GET") continue;
        const signed = await maya.browser.request(path, { method });
        const bare = await fetch(maya.browser.origin + path, {
          method,
          redirect: "manual",
          ...method === "POST"
            ? {
              ...OWN_FORM,
              headers: { ...OWN_FORM.headers, origin: maya.browser.origin },
            }
            : {},
        });
        for (const response of [signed, bare]) {
          const where = `${response.status} ${method} ${path}`;
          seen.add(response.status);
          const { headers } = response;
          const frames = /frame-src 'self'/.test(
            headers.get("content-security-policy") ?? "",
          );
          const framed = /frame-ancestors 'self'/.test(
            headers.get("content-security-policy") ?? "",
          );
          assert.ok(
            !frames ||
              /^\/conversations\/[^/]+(\/messages|\/details)?$/.test(path),
            `${where} may frame`,
          );
          assert.ok(!framed || path.endsWith("/log"), `${where} may be framed`);
          assertSecure(headers, where, { frames, framed });
          assertSound(headers, await response.text(), where);
          assert.ok(response.status < 500, where);
        }
      }
    }
    for (const status of [200, 303, 400, 401, 404, 405]) {
      assert.ok(seen.has(status), `no answer ${status} was seen`);
    }
  });
});

Deno.test("H13 files, streams, the log, health pages and what never reaches a route carry the headers, too", async () => {
  await onStage(async ({ origin, port, maya, parts }) => {
    const get = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(origin + path, {
        redirect: "manual",
        ...init,
      });
      await response.body?.cancel();
      assertSecure(response.headers, `${response.status} ${path}`);
      return response;
    };
    for (const path of ["/healthz", "/readyz", "/metrics", "/nowhere"]) {
      await get(path);
    }
    const html = maya.browser.html +
      (await (await fetch(`${origin}/sign-in`)).text());
    const assets = new Set(
      [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg)[^"]*)"/g)]
        .map(([, path]) => path!),
    );
    assert.ok(assets.size > 2);
    for (const path of assets) {
      const file = await get(path);
      assert.equal(file.status, 200);
      assert.match(file.headers.get("cache-control")!, /max-age=31536000/);
      const same = await get(path, {
        headers: { "if-none-match": file.headers.get("etag") ?? "" },
      });
      assert.equal(same.status, 304, path);
    }
    const stale = await get("/parley.css?__frsh_c=0000");
    assert.ok([200, 301, 302, 303, 307, 308].includes(stale.status));
    const live = await openStream(maya.browser, "/live");
    assertSecure(live.headers, "/live");
    assert.match(live.headers.get("cache-control")!, /no-store/);
    await live.close();
    const path = `/conversations/${parts.conversation}/log`;
    const log = await openStream(maya.browser, path);
    assertSecure(log.headers, path, { framed: true });
    await log.close();

    const raw: Record<string, [number, string]> = {
      "a bad host": [400, "GET / HTTP/1.1\r\nHost: a b\r\n"],
      "an unknown method": [405, "TRACE / HTTP/1.1\r\nHost: localhost\r\n"],
      "a long path": [
        414,
        `GET /${"x".repeat(5_000)} HTTP/1.1\r\nHost: localhost\r\n`,
      ],
      "an undecodable path": [400, "GET /%zz HTTP/1.1\r\nHost: localhost\r\n"],
      "a large body": [
        413,
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999\r\n",
      ],
      "a wrong type": [
        415,
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 0\r\n",
      ],
    };
    for (const [what, [status, head]] of Object.entries(raw)) {
      const answer = await overTheWire(
        port,
        `${head}Connection: close\r\n\r\n`,
      );
      assert.equal(answer.status, status, what);
      assertSecure(answer.headers, what);
      assertSound(answer.headers, answer.body, what);
    }
  });
});

Deno.test("H13 personal pages are never stored, and cookies are HttpOnly and SameSite", async () => {
  await onStage(async ({ origin, maya }) => {
    for (const path of ["/conversations", "/settings/profile", "/sign-in"]) {
      const page = await maya.browser.request(path);
      await page.body?.cancel();
      assert.match(page.headers.get("cache-control")!, /no-store/, path);
    }
    const lines: string[] = [];
    const visitor = await fetch(`${origin}/sign-in`);
    await visitor.body?.cancel();
    lines.push(...visitor.headers.getSetCookie());
    for (
      const [path, form] of [
        ["/settings/language", { language: "en", time_zone: "Asia/Tokyo" }],
        ["/settings/appearance", { theme: "dark" }],
        ["/settings/security", {
          password: PASSWORD,
          new_password: "three other herons",
        }],
      ] as const
    ) {
      const response = await maya.post(path, form);
      await response.body?.cancel();
      assert.equal(response.status, 303, path);
      lines.push(...response.headers.getSetCookie());
    }
    assert.ok(lines.length >= 4, lines.join("\n"));
    for (const line of lines) {
      assert.match(line, /; Path=\/(;|$)/i, line);
      assert.match(line, /; HttpOnly(;|$)/i, line);
      assert.match(line, /; SameSite=(Lax|Strict)(;|$)/i, line);
      assert.doesNotMatch(line, /; Domain=/i, line);
    }
  });
});

Deno.test("H8 behind https cookies are __Host- and Secure, and browsers are told to stay with it; other hosts are refused", async () => {
  await using server = await startServer({
    env: { ORIGIN: "https://chat.example.org", RATE_LIMITS: "on" },
  });
  const ask = (host: string, path: string) =>
    overTheWire(
      server.port,
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
  const page = await ask("chat.example.org", "/sign-up");
  assert.equal(page.status, 200);
  assertSecure(page.headers, "/sign-up", { https: true });
  const cookies = page.headers.getSetCookie();
  assert.equal(cookies.length, 1);
  assert.match(cookies[0]!, /^__Host-parley_form=[0-9a-f]{32}; Path=\/; /);
  assert.match(cookies[0]!, /; Secure(;|$)/);
  assert.match(cookies[0]!, /; HttpOnly(;|$)/);
  for (const host of ["evil.example", "chat.example.org.evil.example"]) {
    const other = await ask(host, "/sign-up");
    assert.equal(other.status, 421, host);
    assertSecure(other.headers, "421", { https: true });
    assertSound(other.headers, other.body, "421");
    assert.deepEqual(other.headers.getSetCookie(), []);
  }
  const watched = await ask("localhost", "/healthz");
  assert.equal(watched.status, 200);
});
