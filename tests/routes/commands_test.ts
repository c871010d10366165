/** Lines with a slash, through the plain form. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  await site.signUp("jonas", { name: "Jonas Weber" });
  await maya.open("/conversations/new");
  await maya.submit("/conversations", {
    kind: "group",
    members: "jonas",
    name: "Harbour",
  });
  const path = maya.path;
  const type = async (text: string) => {
    await maya.open(path);
    await maya.submit("/messages", { text });
  };
  return { maya, path, type };
}

onSite(
  "B21 Commands work through the plain form post; an unknown one comes back with the text and a sentence, and a page lists them with help",
  OPEN,
  async (site) => {
    const { maya, path, type } = await talk(site);
    await type("/dance with <me>");
    assert.equal(maya.status, 422);
    assert.match(
      maya.html,
      /data-error-for="text"[^>]*>[\s\S]*?There is no command \/dance/,
    );
    assert.match(
      maya.html,
      /<textarea[^>]*>\s*\/dance with &lt;me(&gt;|>)<\/textarea>/,
    );
    await type("/me waves");
    assert.equal(maya.path, path);
    assert.match(maya.html, /<em>waves<\/em>/);
    await type("//dance");
    assert.match(maya.html, /<p>\/dance<\/p>/);
    await type("/rename Old North");
    assert.equal(maya.path, path);
    assert.match(maya.html, /Old North/);
    await type("/poll Which? | Visby | Oban");
    assert.match(maya.html, /class="poll"/);
    await type("/mute week");
    assert.equal(maya.path, `${path}/place`);
    await type("/status 🌊 At sea");
    assert.equal(maya.path, "/people/maya");
    assert.match(maya.html, /At sea/);
    await type("/leave");
    assert.equal(maya.path, `${path}/leave`);
    await type("/help");
    assert.equal(maya.path, `${path}/commands`);
    for (const name of ["me", "shrug", "poll", "invite", "status", "help"]) {
      assert.ok(maya.html.includes(`>/${name}</kbd>`), name);
    }
    assert.match(maya.html, /Put a shrug behind your words/);
    await maya.open(`${path}/compose`);
    await maya.follow(`${path}/commands`);
    assert.equal(maya.status, 200);
    await maya.open(path);
    assert.ok(!/<textarea[^>]*>\s*\//.test(maya.html), "no draft is left");
  },
);

onSite(
  "B21 whoever writes with script is told where to go, and gets suggestions that begin as they type",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    const csrf = /name="csrf" value="([^"]*)"/.exec(maya.html)![1]!;
    const send = (text: string) =>
      maya.request(`${path}/messages`, {
        method: "POST",
        headers: { "x-fragment": "1" },
        body: new URLSearchParams({
          csrf,
          text,
          client_id: crypto.randomUUID(),
        }),
      });
    const shown = await send("/help");
    assert.equal(shown.headers.get("hx-redirect"), `${path}/commands`);
    const done = await send("/topic Boats");
    assert.equal(done.status, 200);
    assert.equal(done.headers.get("hx-redirect"), null);
    assert.equal(await done.text(), "");
    const wrong = await send("/dance");
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /There is no command \/dance/);
    const found = await maya.request(`${path}/commands?q=s`, {
      headers: { "x-fragment": "1" },
    });
    const html = await found.text();
    assert.match(html, /^<ul id="suggested" data-said="2 commands">/);
    assert.match(html, /<li +data-word="shrug">/);
    const stranger = await site.signUp("noor");
    assert.equal((await stranger.request(`${path}/commands`)).status, 404);
  },
);
