/**
 * Garbage in every field and at every address: a clear refusal, quickly, in
 * good form, and nothing has changed.
 */
import assert from "node:assert/strict";
import { readAll } from "@/tests/support/readers.ts";
import { fill, listRoutes } from "@/tests/support/routes.ts";
import { assertSecure, assertSound } from "@/tests/support/security.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { signUpAt, type Talker } from "@/tests/support/talkers.ts";
import { overTheWire, type WireAnswer } from "@/tests/support/wire.ts";

/** What a bad request may be answered with, besides that it was not bad at all. */
const FINE = new Set(
  [200, 303, 304, 400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413]
    .concat([414, 415, 416, 421, 422, 429, 431]),
);

interface Stage {
  readonly server: Server;
  readonly maya: Talker;
  readonly parts: Record<string, string>;
  /** What an outsider sees of the conversation and the account. */
  digest(): Promise<string>;
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("group", ["jonas"], "Harbour");
  const { seq } = await maya.send(conversation, "the only message");
  const parts = { conversation, seq: String(seq), code: "a".repeat(26) };
  await jonas.token();
  const digest = async () => {
    const { rows } = await readAll(jonas.browser, conversation);
    await jonas.browser.open(`/conversations/${conversation}/members`);
    // Whether somebody is here changes with the clock, and may be hidden.
    const html = jonas.browser.html.replace(
      /\s*(?:data-dot="\w+")?>(?:Online)?/g,
      ">",
    );
    const people = html.match(/<li class="person[\s\S]*?<\/li>/g);
    return JSON.stringify([rows, people, jonas.browser.status]);
  };
  const before = await digest();
  await test({ server, maya, parts, digest });
  assert.equal(await digest(), before, "something has changed");
  const health = await fetch(`${server.origin}/healthz`);
  assert.deepEqual(await health.json(), { status: "ok" });
}

function check(answer: WireAnswer, where: string): void {
  assert.ok(FINE.has(answer.status), `${answer.status} ${where}`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  assertSecure(answer.headers, where, {
    frames: policy.includes("frame-src 'self'"),
    framed: policy.includes("frame-ancestors 'self'"),
  });
  assertSound(answer.headers, answer.body, where);
}

function cookieOf({ browser }: Talker): string {
  return [...browser.cookies].map((pair) => pair.join("=")).join("; ");
}

const LATIN = (text: string) =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Bodies, each with the type it claims to be of. */
const FORM = "application/x-www-form-urlencoded";
const PARTS = "multipart/form-data; boundary=x";
const bodies: Record<string, readonly [string, string | Uint8Array]> = {
  "nothing": [FORM, ""],
  "a megabyte of one field": [FORM, `text=${"a".repeat(1_040_000)}`],
  "two megabytes": [FORM, `text=${"a".repeat(2_000_000)}`],
  "lone surrogates": [
    FORM,
    "text=%ED%A0%80&name=%ED%BF%BF&client_id=%ED%A0%80",
  ],
  "bytes that are no text": [FORM, LATIN("text=\xff\xfe&\xc3(=1")],
  "NUL": [FORM, "text=a%00b&name=%00&username=%00&seq=%00"],
  "bad escapes": [FORM, "text=%&kind=%zz&%=%"],
  "a thousand and one fields": [FORM, "a=1&".repeat(1_001)],
  "one field a thousand times": [FORM, "members=jonas&".repeat(900)],
  "odd names": [FORM, "__proto__=1&constructor=2&text[]=3&hasOwnProperty=4"],
  "JSON called a form": [FORM, '{"text":"a"}'],
  "JSON": ["application/json", '{"text":"a"}'],
  "plain text": ["text/plain", "text=a"],
  "no type": ["", "text=a"],
  "a broken type": ["a/b/c;;;=", "text=a"],
  "parts without an end": [
    PARTS,
    "--x\r\nContent-Disposition: form-data; name=text\r\n\r\na",
  ],
  "parts without a boundary": ["multipart/form-data", "--x\r\n\r\na\r\n--x--"],
  "parts that are none": [PARTS, "text=a--x--"],
  "a part that is a file": [
    PARTS,
    '--x\r\nContent-Disposition: form-data; name="text"; filename="../../etc/passwd"\r\nContent-Type: image/png\r\n\r\nGIF89a\r\n--x--\r\n',
  ],
  "a part in bytes": [
    PARTS,
    LATIN(
      '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\xfe\r\n--x--\r\n',
    ),
  ],
};

Deno.test("K2 garbage for a body is refused in good form at every address that takes one", async () => {
  await onStage(async ({ server, maya, parts }) => {
    const cookie = cookieOf(maya);
    const routes = (await listRoutes()).filter(({ methods, path }) =>
      methods.includes("POST") && path !== "/sign-out" && !/leave$/.test(path)
    );
    assert.ok(routes.length > 10);
    for (const { path } of routes) {
      for (const [what, [type, body]] of Object.entries(bodies)) {
        const where = `${what} to ${path}`;
        const bytes = typeof body === "string"
          ? new TextEncoder().encode(body)
          : body;
        const head = `POST ${fill(path, parts)} HTTP/1.1\r\n` +
          `Host: localhost:${server.port}\r\nCookie: ${cookie}\r\n` +
          `Origin: ${server.origin}\r\nSec-Fetch-Site: same-origin\r\n` +
          (type === "" ? "" : `Content-Type: ${type}\r\n`) +
          `Content-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
        check(await overTheWire(server.port, [head, bytes]), where);
      }
    }
  });
});

const ids = [
  "nothing",
  "00000000-0000-7000-8000-000000000000",
  "..",
  "%2e%2e%2f",
  "__proto__",
  "%00",
  "%ED%A0%80",
  "%zz",
  "a".repeat(3_000),
  "-1",
  "1e309",
  "999999999999999999999",
  "%F0%9F%90%A6",
  "'%22%3E%3Cscript%3E",
];

Deno.test("K2 ids that are none are answered in good form, whatever part of the address they are", async () => {
  await onStage(async ({ server, maya, parts }) => {
    const cookie = cookieOf(maya);
    const own = `Origin: ${server.origin}\r\nSec-Fetch-Site: same-origin\r\n`;
    for (const { path, methods } of await listRoutes()) {
      for (const name of path.matchAll(/\[(\w+)\]/g)) {
        for (const id of ids) {
          for (const method of methods) {
            const target = fill(path, { ...parts, [name[1]!]: id });
            const body = method === "POST" ? "text=a&_action=edit" : "";
            const answer = await overTheWire(
              server.port,
              `${method} ${target} HTTP/1.1\r\nHost: localhost:${server.port}\r\n` +
                `Cookie: ${cookie}\r\n${own}Content-Type: ${FORM}\r\n` +
                `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
            );
            const where = `${method} ${target.slice(0, 120)}`;
            check(answer, where);
            // Two dots lead to another address, which may be a page: /scheduled.
            const elsewhere = id === "..";
            assert.ok(elsewhere || answer.status >= 300, where);
          }
        }
      }
    }
  });
});

const long = "x".repeat(20_000);
const heads: Record<string, string> = {
  "a host of two words": "GET / HTTP/1.1\r\nHost: a b\r\n",
  "a host that moves the path": "GET / HTTP/1.1\r\nHost: a/../x?\r\n",
  "no host": "GET / HTTP/1.1\r\n",
  "two hosts": "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
  "a host with a user": "GET / HTTP/1.1\r\nHost: a@localhost\r\n",
  "an undecodable path": "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
  "a surrogate in the path": "GET /%ED%A0%80 HTTP/1.1\r\nHost: localhost\r\n",
  "NUL in the path": "GET /%00 HTTP/1.1\r\nHost: localhost\r\n",
  "another site's path": "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
  "a backslash": "GET /\\evil.example HTTP/1.1\r\nHost: localhost\r\n",
  "dots": "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n",
  "coded dots": "GET /%2e%2e/%2e%2e/deno.json HTTP/1.1\r\nHost: localhost\r\n",
  "an absolute address":
    "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
  "a star": "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
  "TRACE": "TRACE / HTTP/1.1\r\nHost: localhost\r\n",
  "CONNECT": "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n",
  "a made-up method": "BREW /coffee HTTP/1.1\r\nHost: localhost\r\n",
  "a deep query": `GET /sign-in?${
    "a[".repeat(2_000)
  } HTTP/1.1\r\nHost: localhost\r\n`,
  "a long query": `GET /sign-in?next=${long} HTTP/1.1\r\nHost: localhost\r\n`,
  "NUL in the query": "GET /sign-in?next=%00 HTTP/1.1\r\nHost: localhost\r\n",
  "a surrogate in the query":
    "GET /sign-in?next=/%ED%A0%80 HTTP/1.1\r\nHost: localhost\r\n",
  "another site to go to":
    "GET /sign-in?next=//evil.example HTTP/1.1\r\nHost: localhost\r\n",
  "a big header": `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${long}\r\n`,
  "a big cookie": `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=${long}\r\n`,
  "a broken cookie":
    "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: parley=%zz; =; parley_zone=%00; parley_language=xx\r\n",
  "odd languages":
    "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nAccept-Language: ;q=9,,*;q=x,ar-\r\n",
  "a length that is none":
    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n",
  "two lengths":
    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
  "an unknown transfer":
    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: rot13\r\n",
  "a range":
    "GET /parley.css HTTP/1.1\r\nHost: localhost\r\nRange: bytes=9-1\r\n",
  "conditions":
    'GET /parley.css HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: "", W/\r\nIf-Modified-Since: never\r\n',
  "an upgrade":
    "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n",
};

Deno.test("K2 heads that are garbage are refused in good form", async () => {
  await onStage(async ({ server }) => {
    for (const [what, head] of Object.entries(heads)) {
      const end = head.includes("Upgrade")
        ? "\r\n"
        : "Connection: close\r\n\r\n";
      const answer = await overTheWire(server.port, head + end);
      assert.ok(FINE.has(answer.status), `${answer.status} ${what}`);
      // What the runtime itself refuses has never been a request for us.
      const ours = answer.headers.has("x-request-id");
      if (ours) check(answer, what);
      else assert.equal(answer.body, "", what);
      const to = answer.headers.get("location");
      if (to) assert.match(to, /^\/(?![/\\])/, what);
    }
  });
});
