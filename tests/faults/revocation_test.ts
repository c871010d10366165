/**
 * Whoever may no longer hear something hears nothing more: streams end or fall
 * silent within a second, and every page refuses at once.
 */
import assert from "node:assert/strict";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { type OpenStream, openStream } from "@/tests/support/readers.ts";
import { fill, listRoutes } from "@/tests/support/routes.ts";
import { startServer } from "@/tests/support/server.ts";
import { speak } from "@/tests/support/speak.ts";
import {
  PASSWORD,
  signInAt,
  signUpAt,
  type Talker,
} from "@/tests/support/talkers.ts";

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

interface Stage {
  readonly maya: Talker;
  readonly jonas: Talker;
  /** Of both, maya its owner. */
  readonly group: string;
  /** Of both. */
  readonly direct: string;
  /** Another browser of Jonas. */
  again(): Promise<Talker>;
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const group = await maya.converse("group", ["jonas"], "Harbour");
  const direct = await maya.converse("direct", ["jonas"]);
  const again = () => signInAt(server.origin, "jonas");
  await test({ maya, jonas, group, direct, again });
}

/** A browser with the same cookies, as somebody would have who copied them. */
function copyOf(browser: PlainBrowser): PlainBrowser {
  const copy = new PlainBrowser(browser.origin);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

/** Goes on writing while something else happens. */
async function talkingWhile(
  talker: Talker,
  conversations: readonly string[],
  deed: () => Promise<void>,
): Promise<void> {
  let goesOn = true;
  const talking = (async () => {
    for (let n = 0; goesOn; n++) {
      for (const one of conversations) await talker.send(one, `chatter ${n}`);
    }
  })();
  await pause(100);
  await deed();
  goesOn = false;
  await talking;
}

/** Both kinds of stream of one browser. */
async function listen(
  browser: PlainBrowser,
  conversation: string,
): Promise<OpenStream[]> {
  const streams = [
    await openStream(browser, "/live"),
    await openStream(browser, `/conversations/${conversation}/log`),
  ];
  assert.deepEqual(streams.map(({ status }) => status), [200, 200]);
  return streams;
}

const LATER = "only for those who are still here";

/** What was written after the deed, and any page, is not for this browser. */
async function assertEnded(
  streams: readonly OpenStream[],
  browser: PlainBrowser,
  group: string,
): Promise<void> {
  for (const path of ["/conversations", `/conversations/${group}`, "/live"]) {
    const response = await browser.request(path);
    await response.body?.cancel();
    assert.equal(response.status, 303, path);
    assert.match(response.headers.get("location")!, /^\/sign-in\b/, path);
  }
  const ends = Promise.all(streams.map(({ end }) => end));
  assert.ok(
    await Promise.race([ends, pause(1_000)]),
    "a stream is open a second after it had to end",
  );
}

async function mind(asked: Promise<Response>): Promise<void> {
  const response = await asked;
  await response.body?.cancel();
  assert.equal(response.status, 303);
}

/** Every page and file of a conversation, at a message with a sound. */
async function pagesOf(browser: PlainBrowser, conversation: string) {
  await browser.open(`/conversations/${conversation}`);
  const [sound, seq, file] = /\/messages\/(\d+)\/files\/([\w-]+)/.exec(
    browser.html,
  ) ?? [];
  assert.ok(sound, "no sound is shown");
  const before = await browser.request(
    `/conversations/${conversation}${sound}`,
  );
  await before.body?.cancel();
  assert.equal(before.status, 200, sound);
  const parts = { conversation, seq: seq!, file: file!, user: "nobody" };
  return (await listRoutes())
    .filter(({ path, methods }) =>
      methods.includes("GET") && path.includes("/[conversation]") &&
      // Says nothing but where the conversation is.
      !path.endsWith("/messages")
    )
    .map(({ path }) => fill(path, parts));
}

/** Each way to end a session, by another browser or by its own. */
const ways: Record<
  string,
  (own: Talker, other: Talker) => Promise<Response>
> = {
  "signing out": (own) => own.post("/sign-out", {}),
  "ending the session from another device": async (_own, other) => {
    await other.browser.open("/settings/security");
    const session = new Map(
      other.browser.form("/settings/security", "end-session").fields,
    ).get("session")!;
    return await other.post("/settings/security", {
      _action: "end-session",
      session,
    });
  },
  "ending all other sessions": (_own, other) =>
    other.post("/settings/security", { _action: "end-others" }),
  "a new password": (_own, other) =>
    other.post("/settings/security", {
      password: PASSWORD,
      new_password: "another three calm herons",
    }),
};

for (const [way, end] of Object.entries(ways)) {
  Deno.test(`A7 ${way} ends streams within a second, with no event after it, and every page at once`, async () => {
    await onStage(async ({ maya, jonas, group, again }) => {
      const other = await again();
      const copy = copyOf(jonas.browser);
      const streams = await listen(copy, group);
      await talkingWhile(maya, [group], async () => {
        const response = await end(jonas, other);
        await response.body?.cancel();
        assert.equal(response.status, 303);
        // Whatever is written from here on is none of this browser's business.
        const later = Promise.all(
          Array.from({ length: 10 }, () => maya.send(group, LATER)),
        );
        await assertEnded(streams, copy, group);
        await later;
      });
      for (const stream of streams) {
        assert.match(stream.heard(), /chatter/, "it never heard anything");
        assert.ok(!stream.heard().includes(LATER), "an event came after it");
      }
      // The text of a form sent too late comes back.
      const refused = await copy.request(`/conversations/${group}/messages`, {
        method: "POST",
        body: new URLSearchParams({ text: "written & kept" }).toString(),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "origin": copy.origin,
          "sec-fetch-site": "same-origin",
        },
      });
      assert.equal(refused.status, 401);
      assert.match(await refused.text(), /written &#38; kept/);
    });
  });
}

Deno.test("C2 a removed member's streams fall silent within a second, with no event after it, and every page refuses at once", async () => {
  await onStage(async ({ maya, jonas, group, direct }) => {
    const [live, log] = await listen(jonas.browser, group);
    await speak(maya.browser, `/conversations/${group}`);
    const pages = await pagesOf(jonas.browser, group);
    const found = `href="/conversations/${group}`;
    const lists = ["/search?q=said", "/saved", "/notices", "/threads"];
    const { seq } = await maya.send(group, "@jonas this was said");
    await mind(jonas.post(`/conversations/${group}/messages/${seq}/saved`, {}));
    for (const path of lists.slice(0, 3)) {
      await jonas.browser.open(path);
      assert.ok(jonas.browser.html.includes(found), `${path} before`);
    }
    await talkingWhile(maya, [group, direct], async () => {
      const response = await maya.post(`/conversations/${group}/members`, {
        _action: "remove",
        user: jonas.id,
      });
      await response.body?.cancel();
      assert.equal(response.status, 303);
      const later = Promise.all(
        Array.from({ length: 10 }, () => maya.send(group, LATER)),
      );
      for (const path of pages) {
        const answer = await jonas.browser.request(path);
        await answer.body?.cancel();
        assert.equal(answer.status, 404, path);
      }
      for (const path of lists) {
        await jonas.browser.open(path);
        assert.equal(jonas.browser.status, 200, path);
        assert.ok(!jonas.browser.html.includes(found), path);
      }
      const refused = await jonas.send(group, "may I still?");
      assert.equal(refused.status, 404);
      assert.ok(
        await Promise.race([log!.end, pause(1_000)]),
        "the log is open a second after the removal",
      );
      await later;
      await pause(300);
    });
    for (const stream of [live!, log!]) {
      assert.match(stream.heard(), /chatter/, "it never heard anything");
      assert.ok(!stream.heard().includes(LATER), "an event came after it");
    }
    assert.ok(!live!.ended(), "the other conversations go on");
    const told = live!.heard().lastIndexOf("member-removed");
    assert.ok(told > 0, "the script is not told");
    assert.ok(!live!.heard().slice(told).includes(`"conversation":"${group}"`));
    assert.ok(live!.heard().slice(told).includes(direct));
    // Nor does a stream that is opened later replay what is not his.
    const anew = await openStream(jonas.browser, "/live?after=0");
    await pause(300);
    assert.ok(!anew.heard().includes(LATER));
    await Promise.all([live!, anew].map((one) => one.close()));
  });
});
