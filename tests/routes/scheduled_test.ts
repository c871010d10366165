/** Messages set for a later time, by plain forms. */
import assert from "node:assert/strict";
import { wallClock } from "@/lib/i18n/wall_clock.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { atTime } from "@/tests/support/clock.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };
const HOUR = 3_600_000;

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  maya.cookies.set("tz", "Asia%2FKathmandu");
  return { maya, jonas, path: jonas.path };
}

/** Presses "Send later" on the page to write on. */
async function setLater(
  browser: PlainBrowser,
  path: string,
  fields: Record<string, string>,
): Promise<void> {
  await browser.open(`${path}/compose`);
  const form = Object.fromEntries(browser.form("/messages").fields);
  await browser.open(`${path}/scheduled`, {
    method: "POST",
    body: new URLSearchParams({ ...form, ...fields }),
  });
}

/** The jobs of the next moment. */
async function doJobs(): Promise<void> {
  const stop = startJobs({ every: 5 });
  await new Promise((done) => setTimeout(done, 80));
  await stop();
}

const inKathmandu = (ahead: number) =>
  wallClock(Date.now() + ahead, "Asia/Kathmandu");

onSite(
  "B14 A message set for a later time is sent at that minute with the browser closed, and can be edited or cancelled before",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await setLater(maya, path, {
      text: "See you at **six**",
      send_at: inKathmandu(5 * HOUR),
    });
    assert.equal(maya.path, `${path}/scheduled`);
    await setLater(maya, path, { text: "Never", send_at: inKathmandu(HOUR) });
    assert.match(maya.html, /Asia\/Kathmandu/);
    // Their order is that of their times.
    assert.ok(maya.html.indexOf("Never") < maya.html.indexOf("See you"));
    await maya.submit("/scheduled", { _action: "cancel" });
    assert.doesNotMatch(maya.html, /Never/);
    await maya.submit("/scheduled", {
      _action: "edit",
      text: "See you at **seven**",
      send_at: inKathmandu(6 * HOUR),
    });
    await doJobs();
    await atTime(5 * HOUR + 60_000, doJobs);
    assert.doesNotMatch((await jonas.open(path)).html, /See you/);
    await atTime(6 * HOUR - 61_000, doJobs);
    assert.doesNotMatch((await jonas.open(path)).html, /See you/);
    await atTime(6 * HOUR, doJobs);
    assert.match((await jonas.open(path)).html, /<strong>seven<\/strong>/);
    assert.doesNotMatch(jonas.html, /Never/);
    await maya.open(`${path}/scheduled`);
    assert.match(maya.html, /Nothing is scheduled/);
  },
);

onSite(
  "B14 it is sent at once when its writer says so",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await setLater(maya, path, { text: "Soon", send_at: inKathmandu(HOUR) });
    await maya.submit("/scheduled", { _action: "send" });
    assert.match((await jonas.open(path)).html, /Soon/);
    await maya.open("/scheduled");
    assert.doesNotMatch(maya.html, /Soon<\/textarea>/);
  },
);

onSite(
  "B14 a time that is over, none, or too far is refused with what was typed",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    const bad = [inKathmandu(-HOUR), "", "at six", "2026-02-31T10:00"]
      .concat(inKathmandu(400 * 24 * HOUR));
    for (const send_at of bad) {
      await setLater(maya, path, { text: "Kept <text>", send_at });
      assert.equal(maya.status, 422, send_at);
      assert.match(maya.html, /data-error-for="send_at"/);
      const { fields } = maya.form("/messages");
      assert.equal(Object.fromEntries(fields).text, "Kept <text>");
    }
    await setLater(maya, path, { text: " ", send_at: inKathmandu(HOUR) });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="text"/);
    await setLater(maya, path, { text: "Fine", send_at: inKathmandu(HOUR) });
    await maya.submit("/scheduled", {
      _action: "edit",
      text: "Changed",
      send_at: "never",
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /Changed<\/textarea>/);
    assert.match(maya.html, /data-error-for="send_at"/);
  },
);

onSite(
  "B14 a stranger finds no list, and others not what one has set",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    const amina = await site.signUp("amina");
    await setLater(maya, path, { text: "Private", send_at: inKathmandu(HOUR) });
    await amina.open(`${path}/scheduled`);
    assert.equal(amina.status, 404);
    await jonas.open(`${path}/scheduled`);
    assert.doesNotMatch(jonas.html, /Private/);
    assert.doesNotMatch((await jonas.open("/scheduled")).html, /Private/);
  },
);
