/** Pinned messages without script: pinning, the list, and what is refused. */
import assert from "node:assert/strict";
import { PINNED_LIMIT } from "@/lib/messages/pinned_model.ts";
import { onSite, type Site } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  const path = jonas.path;
  await maya.open(path);
  await maya.submit("/messages", { text: "The gate is **open** till nine" });
  return { maya, jonas, path };
}

onSite(
  "D8 Allowed members pin messages and everyone sees the list with links, without script",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await jonas.open(`${path}/details`);
    await jonas.follow(`${path}/pinned`);
    assert.match(jonas.html, /Nothing is pinned/);
    await jonas.open(`${path}/messages/1`);
    await jonas.follow(`${path}/messages/1/pin`);
    await jonas.submit("/pin", { _action: "add" });
    assert.equal(jonas.path, `${path}/messages/1`);
    await maya.open(path);
    assert.match(maya.html, /Jonas Weber pinned a message/);
    await maya.follow(`${path}/pinned`);
    assert.match(maya.html, /<strong>open<\/strong>/);
    assert.match(maya.html, /Maya Lind|You/);
    assert.match(maya.html, /Pinned by Jonas Weber/);
    assert.ok(maya.html.includes(`href="${path}?around=1#m-1"`));
    await maya.submit("/messages/1/pin", { _action: "remove" });
    await maya.open(`${path}/pinned`);
    assert.match(maya.html, /Nothing is pinned/);
    const stranger = await site.signUp("eve");
    for (const at of ["/pinned", "/messages/1/pin"]) {
      await stranger.open(path + at);
      assert.equal(stranger.status, 404, at);
    }
    for (const seq of ["0", "x", "99"]) {
      await maya.open(`${path}/messages/${seq}/pin`);
      assert.equal(maya.status, 404, seq);
    }
  },
);

onSite(
  "D8 the 101st pin is refused in a sentence, and nothing grows where nothing is pinned",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    assert.ok(!maya.html.includes("pinned"), "not a byte");
    for (let i = 0; i < PINNED_LIMIT; i++) {
      await maya.submit("/messages", { text: `Rule ${i}` });
    }
    await maya.open(path);
    const all = [...maya.html.matchAll(/data-seq="(\d+)"/g)];
    const last = Math.max(...all.map(([, seq]) => Number(seq)));
    for (let seq = last - PINNED_LIMIT; seq <= last; seq++) {
      await maya.open(`${path}/messages/${seq}/pin`);
      await maya.submit("/pin", { _action: "add" });
    }
    assert.equal(maya.status, 409);
    assert.match(maya.html, /100 messages are pinned already/);
    await maya.open(`${path}/pinned`);
    assert.equal([...maya.html.matchAll(/data-pinned=/g)].length, 100);
  },
);
