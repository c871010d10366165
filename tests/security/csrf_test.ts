/** No form of another site, another session or another time does anything; what was typed comes back. */
import assert from "node:assert/strict";
import { formsOf } from "@/tests/support/plain_browser.ts";
import { readAll } from "@/tests/support/readers.ts";
import { fill, listRoutes } from "@/tests/support/routes.ts";
import { assertSound } from "@/tests/support/security.ts";
import { startServer } from "@/tests/support/server.ts";
import { signInAt, signUpAt, type Talker } from "@/tests/support/talkers.ts";

const TYPED = " typed <b>\"&' 漢\n";

interface Stage {
  readonly maya: Talker;
  /** Maya on another browser. */
  readonly elsewhere: Talker;
  readonly jonas: Talker;
  readonly conversation: string;
  /** Every address that takes a form. */
  readonly paths: string[];
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const elsewhere = await signInAt(server.origin, "maya");
  const conversation = await maya.converse("group", ["jonas"], "Harbour");
  await maya.send(conversation, "the only message");
  const parts = { conversation, seq: "2", code: "x" };
  const paths = (await listRoutes())
    .filter(({ methods }) => methods.includes("POST"))
    .map(({ path }) => fill(path, parts));
  assert.ok(paths.length > 10);
  await test({ maya, elsewhere, jonas, conversation, paths });
}

/** Sends a form with these headers and nothing besides. */
async function send(
  { browser }: Talker,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const response = await browser.request(path, {
    method: "POST",
    body: new URLSearchParams(form).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
  });
  return {
    status: response.status,
    html: await response.text(),
    headers: response.headers,
  };
}

const foreign: Record<string, Record<string, string>> = {
  "another site": {
    "sec-fetch-site": "cross-site",
    "origin": "https://evil.example",
  },
  "another site that hides its name": {
    "sec-fetch-site": "cross-site",
    "origin": "null",
  },
  "another site, says the browser alone": { "sec-fetch-site": "cross-site" },
  "a neighbour": { "sec-fetch-site": "same-site" },
  "another site, in an old browser": { "origin": "https://evil.example" },
  "another port": { "origin": "http://localhost:1" },
  "a liar": {
    "sec-fetch-site": "same-origin",
    "origin": "https://evil.example",
  },
};

Deno.test("H13 a form from another site is refused at every address, even with the right token, and changes nothing", async () => {
  await onStage(async ({ maya, jonas, conversation, paths }) => {
    const csrf = await maya.token();
    for (const path of paths) {
      for (const [who, headers] of Object.entries(foreign)) {
        const form = {
          csrf,
          text: TYPED,
          name: "Mallory",
          client_id: crypto.randomUUID(),
          _action: "delete",
        };
        const { status, html, headers: answered } = await send(
          maya,
          path,
          form,
          headers,
        );
        assert.equal(status, 403, `${who} to ${path}`);
        assertSound(answered, html, `${who} to ${path}`);
        const [kept] = formsOf(html);
        const fields = new Map(kept?.fields);
        assert.equal(fields.get("text"), TYPED, `${who} to ${path}`);
        // Shown, but a foreign form is not offered to be sent from here.
        assert.equal(fields.get("csrf"), undefined);
      }
    }
    const { rows } = await readAll(jonas.browser, conversation);
    assert.deepEqual(rows.map(({ kind }) => kind), ["note", "text"]);
    await maya.browser.open("/settings/profile");
    assert.equal(maya.browser.status, 200, "she is signed out");
    assert.ok(!maya.browser.html.includes("Mallory"));
  });
});

Deno.test("H13 without headers a form needs the token of its own session; others are refused and keep the text", async () => {
  await onStage(async ({ maya, elsewhere, jonas, conversation, paths }) => {
    const right = await maya.token();
    const wrong: Record<string, string> = {
      "no token": "",
      "another user's token": await jonas.token(),
      "the token of one's other session": await elsewhere.token(),
      "a damaged token": right.slice(0, -2) +
        (right.endsWith("AA") ? "BB" : "AA"),
      "a short token": right.slice(0, 10),
      "no base64": "%%%%",
    };
    for (const path of paths) {
      for (const [what, csrf] of Object.entries(wrong)) {
        const form = { csrf, text: TYPED, _action: "delete", name: "Mallory" };
        const { status, html } = await send(maya, path, form);
        assert.equal(status, 403, `${what} to ${path}`);
        const [kept] = formsOf(html);
        assert.equal(new Map(kept?.fields).get("text"), TYPED);
      }
    }
    const { rows } = await readAll(jonas.browser, conversation);
    assert.deepEqual(rows.map(({ kind }) => kind), ["note", "text"]);
  });
});

Deno.test("H13 without headers the right token is enough at every address", async () => {
  await onStage(async ({ maya, jonas, paths }) => {
    const tokens = new Map([
      [maya, await maya.token()],
      [jonas, await jonas.token()],
    ]);
    // What ends the session or the membership comes last.
    const order = (path: string) =>
      /sign-out$/.test(path) ? 2 : /leave$/.test(path) ? 1 : 0;
    const sorted = paths.toSorted((a, b) => order(a) - order(b));
    for (const path of sorted) {
      if (/^\/sign-(in|up)$|^\/sign-up\/passkey$/.test(path)) continue;
      // Maya wrote the message, and nobody reports their own.
      const who = /\/report$/.test(path) ? jonas : maya;
      const form = { csrf: tokens.get(who)!, seq: "1" };
      const { status } = await send(who, path, form);
      assert.ok(status !== 403 && status < 500, `${status} ${path}`);
    }
    const page = await maya.browser.request("/settings/profile");
    await page.body?.cancel();
    assert.equal(page.status, 303, "signing out did nothing");
  });
});

Deno.test("B5 a message from a page that was open too long comes back with its text, and one press sends it once", async () => {
  await onStage(async ({ maya, elsewhere, conversation }) => {
    const path = `/conversations/${conversation}/messages`;
    const form = {
      csrf: await elsewhere.token(),
      text: TYPED,
      client_id: crypto.randomUUID(),
    };
    const refused = await send(maya, path, form);
    assert.equal(refused.status, 403);
    const [again] = formsOf(refused.html);
    assert.equal(new URL(again!.action, maya.browser.origin).pathname, path);
    const fields = Object.fromEntries(again!.fields);
    assert.equal(fields.text, form.text);
    assert.equal(fields.client_id, form.client_id);
    for (let press = 0; press < 2; press++) {
      assert.equal((await send(maya, path, fields)).status, 303);
    }
    const { rows } = await readAll(maya.browser, conversation);
    assert.equal(rows.length, 3);
    assert.equal(rows[2]!.text, TYPED.trim());
  });
});
