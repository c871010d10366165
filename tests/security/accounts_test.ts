/** Several accounts in one browser: no page acts as another account than it shows, and nobody plants one. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { ACCOUNTS_AT_MOST, readSlots } from "@/lib/http/session_slots.ts";
import { settingsFor } from "@/tests/lib/http/raw_http.ts";
import { formsOf } from "@/tests/support/plain_browser.ts";
import { readAll } from "@/tests/support/readers.ts";
import { fill, listRoutes } from "@/tests/support/routes.ts";
import { startServer } from "@/tests/support/server.ts";
import {
  PASSWORD,
  signInAt,
  signUpAt,
  type Talker,
} from "@/tests/support/talkers.ts";

const TYPED = " typed <b>\"&' 漢\n";

interface Stage {
  /** Maya's browser, with a page of hers open, switched to Jonas since. */
  readonly maya: Talker;
  readonly mayaId: string;
  readonly jonasId: string;
  readonly conversation: string;
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("group", ["jonas"], "Harbour");
  await maya.send(conversation, "the only message");
  // Her form token is known from here on: that of a page she left open.
  await maya.token();
  const [mayaId, jonasId] = [maya.id, jonas.id];
  await maya.browser.open("/sign-in?add=1");
  await maya.browser.submit("/sign-in", {
    username: "jonas",
    password: PASSWORD,
  });
  assert.equal(maya.id, jonasId, "the browser is switched");
  await test({ maya, mayaId, jonasId, conversation });
}

/** What browsers send along: nothing, a hidden origin, or all there is to tell. */
const browsers = (origin: string): Record<string, string>[] => [
  {},
  { "sec-fetch-site": "same-origin", "origin": "null" },
  { "sec-fetch-site": "same-origin", origin },
  { "sec-fetch-site": "same-origin", origin, "x-fragment": "1" },
];

Deno.test("A10 a form of an account's page does nothing after the browser was switched, at every address and in every browser, and keeps its text", async () => {
  await onStage(async ({ maya, conversation }) => {
    const parts = { conversation, seq: "2", code: "x" };
    const paths = (await listRoutes())
      .filter(({ methods }) => methods.includes("POST"))
      .map(({ path }) => fill(path, parts))
      // Switching is asked for by any of the browser's accounts.
      .filter((path) => path !== "/accounts");
    assert.ok(paths.length > 10);
    for (const path of paths) {
      for (const headers of browsers(maya.browser.origin)) {
        const form = { text: TYPED, name: "Mallory", _action: "delete" };
        const response = await maya.post(path, form, { headers });
        const html = await response.text();
        const what = `${path} ${JSON.stringify(headers)}`;
        assert.equal(response.status, 403, what);
        assert.match(html, /This page is maya’s, .* switched to jonas/, what);
        assert.match(html, /Switch back to maya/, what);
        const kept = new Map(formsOf(html).at(-1)!.fields);
        assert.equal(kept.get("text"), TYPED, what);
      }
    }
    const { rows } = await readAll(maya.browser, conversation);
    assert.deepEqual(rows.map(({ kind }) => kind), ["note", "text"]);
  });
});

Deno.test("A10 what was kept is sent as its own account after switching back, and never as another", async () => {
  await onStage(async ({ maya, conversation }) => {
    const { browser } = maya;
    const path = `/conversations/${conversation}/messages`;
    const text = "from Maya alone";
    const refused = await maya.post(path, {
      text,
      client_id: "one-and-only-1",
    });
    const [back, again] = formsOf(await refused.text());
    const send = ({ action, fields }: NonNullable<typeof back>) =>
      browser.request(action, {
        method: "POST",
        body: new URLSearchParams(fields.map(([k, v]) => [k, v])),
      });
    assert.equal((await send(again!)).status, 403, "still switched");
    assert.equal((await send(back!)).status, 303);
    assert.equal((await send(again!)).status, 303);
    const { rows } = await readAll(browser, conversation);
    assert.equal(rows.at(-1)!.text, text);
    await browser.open(`/conversations/${conversation}`);
    assert.match(browser.html, /data-author="[^"]+"[^>]*>/);
    assert.equal(rows.at(-1)!.author, rows[1]!.author, "written by Maya");
  });
});

Deno.test("A10 what scripts ask for goes to the account of their page, and a stranger's name opens nothing", async () => {
  await onStage(async ({ maya, mayaId, jonasId, conversation }) => {
    const { browser } = maya;
    const ask = async (me: string, path: string) => {
      const response = await browser.request(path, { headers: { "x-me": me } });
      return { status: response.status, html: await response.text() };
    };
    const path = `/conversations/${conversation}`;
    assert.match(
      (await ask(mayaId, path)).html,
      new RegExp(`data-me="${mayaId}"`),
    );
    assert.match(
      (await ask(jonasId, path)).html,
      new RegExp(`data-me="${jonasId}"`),
    );
    for (const stranger of ["", "nobody", "x".repeat(5_000)]) {
      assert.equal((await ask(stranger, path)).status, 303, stranger);
    }
    // A deed says whose it is and bears a token of another: refused.
    const token = /name="csrf" value="([^"]+)"/.exec(
      (await ask(jonasId, path)).html,
    )![1]!;
    for (const [me, status] of [[mayaId, 403], [jonasId, 303]] as const) {
      const response = await browser.request(`${path}/read`, {
        method: "POST",
        headers: {
          "x-me": me,
          "sec-fetch-site": "same-origin",
          "origin": browser.origin,
        },
        body: new URLSearchParams({ csrf: token, seq: "1" }),
      });
      await response.body?.cancel();
      assert.equal(response.status, status);
    }
  });
});

Deno.test("A10 no other site adds an account, switches or signs out", async () => {
  await onStage(async ({ maya }) => {
    const { browser } = maya;
    const before = new Map(browser.cookies);
    const stranger = await signInAt(browser.origin, "jonas");
    const tokens = ["", await stranger.token()];
    const evil = [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site", origin: "null" },
      { "sec-fetch-site": "same-site" },
      {},
    ];
    for (const path of ["/sign-in", "/sign-up", "/accounts", "/sign-out"]) {
      for (const headers of evil) {
        for (const csrf of tokens) {
          const response = await browser.request(path, {
            method: "POST",
            headers,
            body: new URLSearchParams({
              csrf,
              username: "jonas",
              password: PASSWORD,
              account: "maya",
              all: "1",
            }),
          });
          await response.body?.cancel();
          assert.equal(
            response.status,
            403,
            `${path} ${JSON.stringify(headers)}`,
          );
        }
      }
    }
    assert.deepEqual(browser.cookies, before);
  });
});

Deno.test("A10 a page's stream stays that of its account, also when it is opened after the switch", async () => {
  await onStage(async ({ maya, mayaId }) => {
    const { browser } = maya;
    const open = async (me: string) => {
      const stop = new AbortController();
      const headers = {
        cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "),
        "x-me": me,
      };
      const response = await fetch(`${browser.origin}/live`, {
        headers,
        redirect: "manual",
        signal: stop.signal,
      });
      const type = response.headers.get("content-type") ?? "";
      stop.abort();
      return type.includes("event-stream");
    };
    assert.ok(await open(mayaId));
    assert.equal(await open("nobody"), false);
  });
});

Deno.test("A10 behind https no plain cookie is a place, and garbage in them harms nobody", () => {
  settingsFor({ ORIGIN: "https://a.example" });
  const read = (cookie: string) =>
    readSlots(new Request("https://a.example/", { headers: { cookie } }));
  const token = "a".repeat(32);
  assert.equal(read(`__Host-parley_2=${token}`).all[1]!.token, token);
  const planted = read(`parley_2=${token}; parley_accounts=1~x~y`);
  assert.equal(planted.used, 0);
  assert.ok(planted.all.every((slot) => slot.token === "" && slot.name === ""));
  settingsFor();
  fc.assert(fc.property(
    fc.stringMatching(/^[ -:<-~]{0,40}$/),
    fc.stringMatching(/^[ -:<-~]{0,40}$/),
    (accounts, token) => {
      const cookie = `parley_accounts=${accounts}; parley_3=${token}`;
      const { used, all } = read(cookie);
      assert.equal(all.length, ACCOUNTS_AT_MOST);
      assert.ok(all[used]);
      assert.match(all[2]!.token, /^([a-z2-7]{32})?$/);
    },
  ));
});
