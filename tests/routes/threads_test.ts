/** Threads without script: their own address, unread count and switch. */
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
  await maya.submit("/messages", { text: "Who brings what?" });
  return { maya, jonas, path };
}

const rows = (html: string) =>
  [...html.matchAll(/<article[^>]*id="m-(\d+)"/g)].map(([, seq]) =>
    Number(seq)
  );

onSite(
  "B10 A thread has its own URL, unread count and follow switch, and opens with JavaScript off",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await jonas.open(`${path}/messages/1`);
    await jonas.follow(`${path}/threads/1`);
    assert.deepEqual(rows(jonas.html), [1]);
    await jonas.submit("/messages", { text: "Plates" });
    assert.equal(jonas.path, `${path}/threads/1`);
    await jonas.submit("/messages", { text: "And **cups**" });
    assert.deepEqual(rows(jonas.html), [1, 2, 3]);
    await maya.open("/threads");
    assert.match(
      maya.html,
      /data-unread="2"[\s\S]*Who brings what\?[\s\S]*2 replies/,
    );
    await maya.open(path);
    assert.deepEqual(rows(maya.html), [1], "the log itself shows how much");
    await maya.follow(`${path}/threads/1`);
    assert.match(maya.html, /id="new"[\s\S]*id="m-2"[\s\S]*<strong>cups/);
    await maya.open("/threads");
    assert.match(maya.html, /data-unread="0"/);
    await maya.follow(`${path}/threads/1`);
    await maya.submit("/follow", { _action: "unfollow" });
    assert.match(maya.html, /value="follow"/);
    await maya.open("/threads");
    assert.ok(!maya.html.includes(`id="threads"`));
    await maya.open(`${path}/threads/1`);
    await maya.submit("/follow", { _action: "follow" });
    await jonas.submit("/messages", { text: "Bread" });
    await maya.open("/threads");
    assert.match(maya.html, /data-unread="1"/);
  },
);

onSite(
  "B10 what is refused in a thread comes back there with its text",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    await jonas.open(`${path}/threads/1`);
    await jonas.submit("/messages", { text: " \n " });
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /data-thread="1"/);
    assert.match(jonas.html, /form="composer" name="thread" value="1"/);
    for (const thread of ["0", "99", "x", "1e3"]) {
      await jonas.open(`${path}/threads/1`);
      await jonas.submit("/messages", { text: "Kept text", thread });
      assert.equal(jonas.status, 422, thread);
      assert.match(jonas.html, /Kept text/);
      assert.match(jonas.html, /There is no such thread/);
    }
    for (const seq of ["0", "2", "x", "99"]) {
      await jonas.open(`${path}/threads/${seq}`);
      assert.equal(jonas.status, 404, seq);
    }
  },
);

onSite(
  "B9 B10 an answer in a thread quotes what stands there, and its link leads there",
  OPEN,
  async (site) => {
    const { jonas, path } = await talk(site);
    await jonas.open(`${path}/threads/1`);
    await jonas.submit("/messages", { text: "Plates" });
    await jonas.open(`${path}/messages/2`);
    await jonas.follow(`${path}/threads/1?reply=2#composer`);
    assert.match(jonas.html, /class="answering"[\s\S]*Plates/);
    await jonas.submit("/messages", { text: "Blue ones" });
    assert.deepEqual(rows(jonas.html), [1, 2, 3]);
    await jonas.follow(`${path}/threads/1?around=2#m-2`);
    await jonas.open(`${path}/messages/3`);
    await jonas.submit("/messages/3", { _action: "delete" });
    assert.ok(jonas.path.startsWith(`${path}/threads/1?around=3`));
    await jonas.open(`${path}/messages/2/receipts`);
    assert.equal(jonas.status, 404);
  },
);

onSite(
  "strangers see no thread, and whoever was removed not any more",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const ravi = await site.signUp("ravi");
    for (const page of ["/threads/1", "/threads/1/follow", "/threads/1/read"]) {
      await ravi.open("/conversations/new");
      const csrf = Object.fromEntries(ravi.form("/conversations").fields).csrf!;
      const answer = await ravi.request(path + page, {
        method: page === "/threads/1" ? "GET" : "POST",
        ...page === "/threads/1"
          ? {}
          : { body: new URLSearchParams({ csrf, seq: "2" }) },
      });
      assert.equal(answer.status, 404, page);
      await answer.body?.cancel();
    }
    await maya.open(`${path}/threads/1`);
    assert.equal(maya.status, 200);
  },
);
