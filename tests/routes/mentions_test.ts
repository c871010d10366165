/** Being mentioned, without script: links, notices, the list, and who may call everybody. */
import assert from "node:assert/strict";
import { startJobs } from "@/lib/jobs/start.ts";
import { onSite } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { makeGroup, rowsOf, rowTag, say } from "./inbox/_talk.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Does the jobs that are due, until there are notices in the store. */
async function doJobs(done: () => Promise<boolean>): Promise<void> {
  const stop = startJobs({ every: 5 });
  for (let i = 0; i < 200 && !await done(); i++) {
    await new Promise((next) => setTimeout(next, 10));
  }
  await stop();
}

const me = (browser: PlainBrowser) =>
  /data-me="([^"]+)"/.exec(browser.html)![1]!;

const notices = (browser: PlainBrowser) =>
  [...browser.html.matchAll(/<li ?(data-unseen="")?><a href="([^"]*)"/g)]
    .map(([, unseen, href]) => `${unseen ? "new " : ""}${href}`);

onSite(
  "B12 @person, @group and @all each raise exactly one mention notice, on a page of their own, without script",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya", { name: "Maya Lind" });
    const jonas = await site.signUp("jonas");
    const noor = await site.signUp("noor");
    const boat = await makeGroup(maya, "Boat", "jonas", "noor");
    await say(jonas, boat, "@maya @Maya, the rope @nobody1 a@maya.example");
    await jonas.open(boat);
    const id = me(await maya.open("/notices"));
    assert.match(
      jonas.html,
      new RegExp(
        `<a href="/people/maya" data-mention="${id}" data-sheet="mine">@maya</a>`,
      ),
    );
    assert.match(jonas.html, /@nobody1 a@maya\.example/);
    assert.deepEqual(notices(maya), [`new ${boat}?around=2#m-2`]);
    assert.match(maya.html, /mentioned you/);
    assert.match(maya.html, /href="\/notices">@ 1 mention you have not seen/);
    await say(jonas, boat, "@moderators and @all");
    await doJobs(async () => notices(await noor.open("/notices")).length > 0);
    await maya.open("/notices");
    assert.deepEqual(notices(maya), [
      `new ${boat}?around=3#m-3`,
      `new ${boat}?around=2#m-2`,
    ]);
    assert.deepEqual(notices(noor), [`new ${boat}?around=3#m-3`]);
    assert.deepEqual(notices(await jonas.open("/notices")), []);
    await maya.follow(`${boat}?around=2#m-2`);
    await maya.open("/notices");
    assert.deepEqual(notices(maya), [
      `${boat}?around=3#m-3`,
      `${boat}?around=2#m-2`,
    ]);
    assert.ok(!maya.html.includes("you have not seen"));
    await noor.submit("/notices", {});
    assert.deepEqual(notices(noor), [`${boat}?around=3#m-3`]);
  },
);

onSite(
  "B12 the list says that one is mentioned, and a page with a mention carries its reader's own marks",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    await maya.open(boat);
    assert.ok(!maya.html.includes("mine.css"));
    await say(jonas, boat, "@maya look");
    await maya.open("/conversations");
    assert.match(rowTag(maya, boat), /data-mentions="1"/);
    assert.match(maya.html, /@1<\/span>/);
    await maya.open(boat);
    const [, sheet] = /href="(\/mine\.css[^"]*)"/.exec(maya.html)!;
    const own = await maya.request(sheet!);
    assert.match(own.headers.get("content-type")!, /text\/css/);
    assert.ok((await own.text()).includes(`[data-mention="${me(maya)}"]`));
    const his = await (await jonas.request(sheet!)).text();
    assert.ok(!his.includes(me(maya)));
    await maya.open("/conversations");
    assert.doesNotMatch(rowTag(maya, boat), /data-mentions/);
  },
);

onSite(
  "B12 who may not call everybody gets the sentence and the text back, and nobody is told",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    await maya.open(`${boat}/rights`);
    await maya.submit("/rights", { member: ["post", "react"] });
    await jonas.open(boat);
    await jonas.submit("/messages", { text: "Hello @all" });
    assert.equal(jonas.status, 403);
    assert.match(jonas.html, /You may not mention everybody at once here\./);
    assert.match(jonas.html, /Hello @all<\/textarea>/);
    await jonas.submit("/messages", { text: "Hello `@all`" });
    assert.equal(jonas.status, 200);
    assert.deepEqual(notices(await maya.open("/notices")), []);
  },
);

onSite(
  "B12 whom one can mention stands on a page, and strangers find none",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
    await site.signUp("joe");
    const boat = await makeGroup(maya, "Boat", "jonas");
    await maya.open(`${boat}/mentions?q=jo`);
    assert.match(maya.html, /data-word="jonas"/);
    assert.ok(!maya.html.includes('data-word="joe"'), "who is not in it");
    await maya.open(`${boat}/mentions?q=web`);
    assert.match(maya.html, /data-word="jonas"/, "by a word of the name");
    await maya.open(`${boat}/mentions?q=al`);
    assert.match(maya.html, /data-word="all"/);
    const fragment = await jonas.request(`${boat}/mentions?q=`, {
      headers: { "x-fragment": "1" },
    });
    assert.match(await fragment.text(), /^<ul class="list" id="suggested"/);
    const joe = await site.signUp("stranger");
    await joe.open(`${boat}/mentions?q=jo`);
    assert.equal(joe.status, 404);
  },
);

onSite(
  "D7 an archived chat returns on a mention if wished, and a mention shows where it is muted unless the person chose otherwise",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    const choir = await makeGroup(maya, "Choir", "jonas");
    await maya.open(`${boat}/place`);
    await maya.submit("/place", { _action: "archive", returns: "mention" });
    await say(jonas, boat, "Anybody?");
    await maya.open("/conversations");
    assert.deepEqual(rowsOf(maya), [choir], "any message does not");
    await say(jonas, boat, "@maya?");
    await maya.open("/conversations");
    assert.deepEqual(rowsOf(maya), [boat, choir]);
    await maya.open(boat);
    await maya.open("/conversations");
    assert.deepEqual(rowsOf(maya), [boat, choir], "nor does reading it away");
    await maya.open(`${choir}/place`);
    await maya.submit("/place", { _action: "mute", mute: "week" });
    await say(jonas, choir, "La");
    await maya.open("/conversations");
    assert.doesNotMatch(rowTag(maya, choir), /data-mentions/);
    await say(jonas, choir, "@maya la");
    await maya.open("/conversations");
    assert.match(rowTag(maya, choir), /data-mentions="1" data-muted/);
    await maya.open(`${choir}/place`);
    await maya.submit("/place", { _action: "unmute" });
    await maya.submit("/place", { _action: "mute", mute: "week", deaf: "on" });
    assert.match(maya.html, /Mentions are not shown either\./);
    await maya.open("/conversations");
    assert.doesNotMatch(rowTag(maya, choir), /data-mentions/);
    assert.ok(!maya.html.includes("you have not seen"));
    await maya.open("/notices");
    assert.equal(notices(maya).length, 2, "the page has it all the same");
  },
);
