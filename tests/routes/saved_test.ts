/** Saved messages and reminders, by plain forms. */
import assert from "node:assert/strict";
import { wallClock } from "@/lib/i18n/wall_clock.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { atTime } from "@/tests/support/clock.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const HOUR = 3_600_000;
const ZONE = "Asia/Kathmandu";

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  const path = jonas.path;
  await jonas.submit("/messages", { text: "The key is under the **mat**" });
  maya.cookies.set("tz", ZONE.replace("/", "%2F"));
  return { maya, jonas, path };
}

/** The jobs of the next moment. */
async function doJobs(): Promise<void> {
  const stop = startJobs({ every: 5 });
  await new Promise((done) => setTimeout(done, 80));
  await stop();
}

onSite(
  "B17 Any message can be saved and a reminder set; at that time a notice links back to it, without script",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open("/saved");
    assert.match(maya.html, /Nothing is saved/);
    await maya.open(`${path}/messages/1`);
    await maya.follow(`${path}/messages/1/saved`);
    await maya.submit("/saved", {
      _action: "remind",
      remind_at: wallClock(Date.now() + 5 * HOUR, ZONE),
    });
    assert.equal(maya.path, `${path}/messages/1`);
    await maya.open("/saved");
    assert.match(maya.html, /under the <strong>mat<\/strong>/);
    assert.match(maya.html, /A reminder is set for/);
    assert.ok(maya.html.includes(`href="${path}?around=1#m-1"`));
    await doJobs();
    // To the minute: the last second before its minute is too early.
    await atTime(5 * HOUR - 61_000, doJobs);
    await maya.open("/conversations");
    assert.doesNotMatch(maya.html, /wanted to be reminded/);
    await atTime(5 * HOUR, doJobs);
    await maya.open("/conversations");
    assert.match(maya.html, /You wanted to be reminded of a message/);
    await maya.follow("/saved");
    assert.match(maya.html, /You wanted to be reminded/);
    await maya.follow(`${path}?around=1#m-1`);
    assert.match(maya.html, /id="m-1"/);
    await maya.open("/saved");
    await maya.submit("/messages/1/saved", { _action: "done" });
    assert.equal(maya.path, "/saved");
    assert.doesNotMatch(maya.html, /wanted to be reminded/);
    await atTime(6 * HOUR, doJobs);
    await maya.open("/saved");
    assert.doesNotMatch(maya.html, /wanted to be reminded/);
    await maya.submit("/messages/1/saved", { _action: "remove" });
    assert.match(maya.html, /Nothing is saved/);
  },
);

onSite(
  "B17 a button sets tomorrow at nine of one's own zone, and a refused time is kept with a sentence",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const page = `${path}/messages/1/saved`;
    for (const remind_at of ["soon", "2020-01-01T10:00", "2099-01-01T10:00"]) {
      await maya.open(page);
      await maya.submit("/saved", { _action: "remind", remind_at });
      assert.equal(maya.status, 422, remind_at);
      assert.match(maya.html, /data-error-for="remind_at"/);
      assert.ok(maya.html.includes(remind_at), "what was typed is kept");
    }
    await maya.open(page);
    await maya.submit("/saved", { remind: "tomorrow" });
    await maya.open("/saved");
    assert.match(maya.html, /A reminder is set for [^<]*9:00/);
    const stranger = await site.signUp("eve");
    await stranger.open(page);
    assert.equal(stranger.status, 404);
    for (const seq of ["0", "x", "99"]) {
      await maya.open(`${path}/messages/${seq}/saved`);
      assert.equal(maya.status, 404, seq);
    }
    await maya.open("/saved?in=nowhere&page=x");
    assert.equal(maya.status, 200);
  },
);

onSite(
  "B17 what was deleted is not read on, and can be taken away",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await maya.open(`${path}/messages/1/saved`);
    await maya.submit("/saved", { _action: "save" });
    await jonas.open(`${path}/messages/1`);
    await jonas.submit("/messages/1", { _action: "delete" });
    await maya.open("/saved");
    assert.doesNotMatch(maya.html, /under the/);
    assert.match(maya.html, /not there any more/);
    await maya.submit("/messages/1/saved", { _action: "remove" });
    assert.equal(maya.path, "/saved");
    assert.match(maya.html, /Nothing is saved/);
  },
);
