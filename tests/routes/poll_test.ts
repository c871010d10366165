/** Asking and voting without script. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  const path = jonas.path;
  const ask = async (fields: Record<string, string>) => {
    await maya.open(`${path}/polls/new`);
    await maya.submit("/polls/new", {
      text: "Which harbour?",
      options: "Visby\nOban",
      ...fields,
    });
  };
  return { maya, jonas, path, ask };
}

const pollIn = (html: string) =>
  /<div class="poll"[\s\S]*?<\/div>/.exec(html)?.[0] ?? "";

onSite(
  "B16 A poll made in the composer accepts one vote per person, works with JavaScript off, and shows totals",
  OPEN,
  async (site) => {
    const { maya, jonas, path, ask } = await talk(site);
    await maya.open(`${path}/details`);
    assert.match(maya.html, /href="[^"]*\/polls\/new"/);
    await maya.open(`${path}/compose`);
    assert.match(maya.html, /href="[^"]*\/polls\/new"/);
    await ask({});
    assert.equal(maya.path, path);
    await jonas.open(path);
    assert.match(jonas.html, /<link rel="stylesheet" href="\/poll\.css/);
    assert.match(pollIn(jonas.html), /Nobody has voted yet/);
    await jonas.follow(`${path}/messages/1/votes`);
    await jonas.submit("/votes", { choice: "1" });
    assert.match(jonas.html, /value="1" checked/);
    assert.match(jonas.html, /Change vote/);
    await jonas.open(path);
    assert.match(pollIn(jonas.html), /data-choice="1" data-mine/);
    await maya.open(path);
    assert.match(pollIn(maya.html), /value="1" max="1"/);
    assert.ok(!pollIn(maya.html).includes("data-mine"));
    await maya.open(`${path}/messages/1/votes`);
    assert.match(maya.html, /id="voters"[\s\S]*Jonas Weber/);
    await jonas.open(`${path}/messages/1/votes`);
    await jonas.submit("/votes", { choice: "0" });
    assert.match(pollIn(jonas.html), /1 person has voted/);
    await jonas.submit("/votes", { _action: "withdraw" });
    assert.match(pollIn(jonas.html), /Nobody has voted yet/);
    await jonas.submit("/votes", { _action: "vote" });
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /data-error-for="choice"/);
    await maya.open(`${path}/messages/1/votes`);
    await maya.submit("/votes", { _action: "close" });
    assert.match(maya.html, /This poll is closed/);
    await jonas.open(path);
    assert.ok(!pollIn(jonas.html).includes('<a href="/votes'));
    assert.match(pollIn(jonas.html), /closed/);
  },
);

onSite(
  "B16 what is wrong with a poll is said at the field, with all that was typed",
  OPEN,
  async (site) => {
    const { maya, ask } = await talk(site);
    const many = Array.from({ length: 11 }, (_, i) => `answer ${i}`);
    for (
      const [field, fields] of [
        ["options", { options: "Only one" }],
        ["options", { options: many.join("\n") }],
        ["options", { options: "Visby\n Visby " }],
        ["options", { options: `Visby\n${"x".repeat(201)}` }],
        ["text", { text: " " }],
        ["closes", { closes: "never ever" }],
      ] as const
    ) {
      await ask({ anonymous: "on", ...fields });
      assert.equal(maya.status, 422);
      assert.match(maya.html, new RegExp(`data-error-for="${field}"`));
      assert.match(maya.html, /name="anonymous"[^>]*checked/);
      if ("options" in fields) {
        assert.ok(maya.html.includes(fields.options.split("\n")[0]!));
      }
    }
    await ask({ options: "<b>bold</b>\n*star*", several: "on", closes: "1d" });
    assert.equal(maya.status, 200);
    assert.match(pollIn(maya.html), /&lt;b>bold&lt;\/b>|&lt;b&gt;bold/);
    assert.match(pollIn(maya.html), /several answers[\s\S]*open until/);
  },
);

onSite(
  "B16 the same form twice is one poll, and strangers neither see nor vote",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(`${path}/polls/new`);
    const fields = Object.fromEntries(maya.form("/polls/new").fields);
    const send = () =>
      maya.request(`${path}/polls/new`, {
        method: "POST",
        body: new URLSearchParams({
          csrf: fields.csrf!,
          client_id: fields.client_id!,
          text: "Which?",
          options: "A\nB",
          closes: "1h",
        }),
      });
    for (const one of [await send(), await send()]) {
      assert.match(
        one.headers.get("location") ?? one.url,
        /#m-1$|conversations/,
      );
      await one.body?.cancel();
    }
    await maya.open(path);
    assert.equal(maya.html.split('class="poll"').length - 1, 1);
    const ravi = await site.signUp("ravi");
    for (const way of ["/polls/new", "/messages/1/votes"]) {
      await ravi.open(path + way);
      assert.equal(ravi.status, 404);
    }
  },
);
