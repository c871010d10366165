/** Reacting without script, and what is not taken. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  const path = jonas.path;
  await maya.open(path);
  await maya.submit("/messages", { text: "Cake at four" });
  return { maya, jonas, path };
}

const chip = (html: string) =>
  /<a [^>]*data-emoji="[^"]*"[^>]*>[\s\S]*?<\/a>/.exec(html)?.[0] ?? "";

onSite(
  "B11 without script one button adds a reaction and the same one takes it away",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await jonas.open(`${path}/messages/1`);
    await jonas.submit("/reactions", { add: "🎉" });
    assert.equal(jonas.path, `${path}/messages/1`);
    assert.match(jonas.html, /name="remove" value="🎉" aria-pressed="true"/);
    await jonas.open(path);
    assert.match(chip(jonas.html), /data-mine/);
    await maya.open(path);
    const hers = chip(maya.html);
    assert.match(hers, /🎉 <b>1<\/b>/);
    assert.match(hers, /title="Jonas Weber"/);
    assert.ok(!hers.includes("data-mine"));
    await maya.follow(`${path}/messages/1/reactions`);
    assert.match(maya.html, /id="reacted"[\s\S]*Jonas Weber[\s\S]*🎉/);
    await jonas.open(`${path}/messages/1`);
    await jonas.submit("/reactions", { remove: "🎉" });
    await maya.open(path);
    assert.equal(chip(maya.html), "");
  },
);

onSite(
  "B11 any emoji can be typed, and what is none comes back with a sentence",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    await jonas.open(`${path}/messages/1/reactions`);
    await jonas.submit("/reactions", { emoji: "cake" });
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /value="cake"/);
    assert.match(
      jonas.html,
      /data-error-for="emoji"[^>]*>That is not one emoji/,
    );
    await jonas.submit("/reactions", { emoji: "🫖" });
    assert.equal(jonas.status, 200);
    await jonas.open(path);
    assert.match(chip(jonas.html), /data-emoji="🫖"/);
  },
);

onSite(
  "B11 a page without reactions carries nothing for them; one with them its own sheet",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    await jonas.open(path);
    assert.ok(!jonas.html.includes("hung"));
    await jonas.open(`${path}/messages/1`);
    await jonas.submit("/reactions", { add: "👍" });
    await jonas.open(path);
    assert.match(jonas.html, /<link rel="stylesheet" href="\/hung\.css/);
    assert.match(jonas.html, /data-sheet="hung"/);
  },
);

onSite(
  "strangers neither react nor learn who did",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    const ravi = await site.signUp("ravi");
    await jonas.open(`${path}/messages/1`);
    const { fields } = jonas.form("/reactions");
    assert.ok(fields.length > 0);
    await ravi.open(`${path}/messages/1/reactions`);
    assert.equal(ravi.status, 404);
    await ravi.open("/conversations/new");
    const csrf = Object.fromEntries(ravi.form("/conversations").fields).csrf!;
    const answer = await ravi.request(`${path}/messages/1/reactions`, {
      method: "POST",
      body: new URLSearchParams({ csrf, add: "👍" }),
    });
    assert.equal(answer.status, 404);
    await answer.body?.cancel();
  },
);
