/** What may not be said in a group, however it is said; without script. */
import assert from "node:assert/strict";
import { bareWords, forbiddenIn } from "@/lib/conversations/content_model.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { makeGroup, say } from "../inbox/_talk.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Maya owns a group with rules, Bo is a member of it. */
async function meet(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const bo = await site.signUp("bo", { name: "Bo Berg" });
  const path = await makeGroup(maya, "Boats", "bo");
  await say(bo, path, "before any rule");
  await maya.open(`${path}/settings`);
  await maya.follow(`${path}/rules`);
  await maya.submit("/rules", {
    no_links: "on",
    longest: "60",
    words: "Barnacle\nkeel haul\n\n  barnacle ",
  });
  assert.equal(maya.status, 200);
  return { maya, bo, path };
}

async function post(
  { browser, path }: { browser: PlainBrowser; path: string },
  fields: Record<string, string>,
) {
  const csrf = /name="csrf" value="([^"]+)"/.exec(
    (await browser.open("/settings/profile")).html,
  )![1]!;
  const body = new URLSearchParams({ csrf, ...fields });
  const answer = await browser.request(path, { method: "POST", body });
  return { status: answer.status, html: await answer.text() };
}

const BREAKING: readonly (readonly [text: string, sentence: RegExp])[] = [
  ["see https://example.org now", /Links are not allowed/],
  ["[here](https://example.org)", /Links are not allowed/],
  ["`www.example.org`", /Links are not allowed/],
  ["y".repeat(61), /at most 60 characters/],
  ["What a BÁRNACLE!", /“Barnacle” is not allowed/],
  ["keel-haul them", /“keel haul” is not allowed/],
];

onSite(
  "H10 a group's rules refuse with 422, the rule's own sentence and the text kept, whether sent, edited, scheduled, said in a thread or asked in a poll",
  OPEN,
  async (site) => {
    const { maya, bo, path } = await meet(site);
    let sent = 0;
    for (const [text, sentence] of BREAKING) {
      const id = () => `rule-${++sent}-000000`;
      const ways: [to: string, fields: Record<string, string>][] = [
        ["/messages", { text, client_id: id() }],
        ["/messages", { text, client_id: id(), thread: "2" }],
        ["/messages/2", { text, _action: "edit" }],
        ["/scheduled", {
          text,
          client_id: id(),
          send_at: "2099-01-01T10:00",
        }],
        ["/polls/new", {
          text: "Which?",
          options: `${text}\nno`,
          client_id: id(),
          closes: "",
        }],
      ];
      for (const [to, fields] of ways) {
        if (to === "/scheduled") {
          fields.send_at = new Date(Date.now() + 86_400_000).toISOString()
            .slice(0, 16);
        }
        const way = { browser: bo, path: path + to };
        const { status, html } = await post(way, fields);
        assert.equal(status, 422, `${to}: ${text}`);
        assert.match(html, sentence, to);
        assert.ok(html.includes(text.slice(0, 10)), `${to} keeps the text`);
      }
    }
    await maya.open(path);
    assert.doesNotMatch(maya.html, /www\.example|keel-haul|yyyyy/);
    // Owners and moderators are not held to them.
    await say(maya, path, "barnacle https://example.org");
    assert.equal(maya.status, 200);
    await say(bo, path, "barnacles are fine");
    assert.equal(bo.status, 200);
    await maya.open(path);
    assert.match(maya.html, /Maya Lind changed what may be said here/);
    assert.match(maya.html, /barnacles are fine/);
  },
);

onSite(
  "H10 a message that waited for its time is held to the rules of that time, and its writer is told",
  OPEN,
  async (site) => {
    const { maya, bo, path } = await meet(site);
    const send_at = new Date(Date.now() + 86_400_000).toISOString()
      .slice(0, 16);
    const { status } = await post({ browser: bo, path: `${path}/scheduled` }, {
      text: "free the anchor",
      client_id: "later-0000-1",
      send_at,
    });
    assert.equal(status, 303);
    await maya.open(`${path}/rules`);
    await maya.submit("/rules", { words: "anchor" });
    await bo.open(`${path}/scheduled`);
    const now = await post({ browser: bo, path: `${path}/scheduled` }, {
      _action: "now",
      id: "later-0000-1",
    });
    assert.equal(now.status, 422);
    await maya.open(path);
    assert.doesNotMatch(maya.html, /free the anchor/);
  },
);

onSite(
  "H10 only owners choose the rules, and what cannot be taken comes back as typed",
  OPEN,
  async (site) => {
    const { maya, bo, path } = await meet(site);
    const rules = `${path}/rules`;
    await bo.open(rules);
    assert.equal(bo.status, 403);
    const tried = await post({ browser: bo, path: rules }, { words: "x" });
    assert.equal(tried.status, 403);
    await maya.open(rules);
    const words = "z".repeat(41);
    await maya.submit("/rules", { longest: "many", words });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="longest"/);
    assert.match(maya.html, /data-error-for="words"/);
    assert.match(maya.html, /value="many"/);
    assert.ok(maya.html.includes(words));
    await maya.open(rules);
    await maya.submit("/rules", { longest: "", words: "" });
    await say(bo, path, "a barnacle at last");
    assert.equal(bo.status, 200);
  },
);

Deno.test("H10 a forbidden word is found whole, however it is written, and not within others", () => {
  assert.equal(bareWords("Crème—BRÛLÉE!"), " creme brulee ");
  assert.equal(forbiddenIn("so b\u200bad", ["bad"]), "bad");
  assert.equal(forbiddenIn("كَلِمَة", ["كلمة"]), "كلمة");
  assert.equal(forbiddenIn("ＢＡＤ", ["bad"]), "bad");
  assert.equal(forbiddenIn("badge, forbad", ["bad"]), null);
  assert.equal(forbiddenIn("nothing", []), null);
});
