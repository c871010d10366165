import assert from "node:assert/strict";
import { forgetPlaces, planForgetting } from "@/lib/accounts/forget_places.ts";
import { keepPlacesFor } from "@/lib/accounts/places.ts";
import { flushLog, useLog } from "@/lib/http/log.ts";
import type { Store } from "@/lib/kv/store.ts";
import { familiesHolding, openedRows } from "@/tests/support/store.ts";
import { forward, MINUTE, withClock } from "./_second_factor.ts";
import { onSite, password, type Site } from "@/tests/support/app.ts";

const DAY = 24 * 60 * MINUTE;

/** Lets one night's job run, as the server does when it is due. */
async function night(store: Store): Promise<void> {
  await planForgetting();
  const rows = await openedRows(store);
  const due = rows.find(({ family }) => family === "places_sweep")!.value;
  await forgetPlaces({ kind: "forget-places", due: Number(due) });
}

async function comeAgain(site: Site, address: string) {
  const browser = site.visitor(address);
  await browser.open("/sign-in");
  await browser.submit("/sign-in", { username: "maya", password });
  assert.equal(browser.path, "/conversations");
  return browser;
}

/** Somebody with sessions, events and a notice from two networks. */
async function begin(site: Site) {
  await site.signUp("root");
  const maya = await site.signUp("maya");
  const phone = await comeAgain(site, "203.0.113.7");
  await phone.open("/settings/recovery-codes");
  return { maya, phone };
}

onSite(
  "H9 we keep no address longer than N days: shown until then, then neither shown nor stored",
  { REGISTRATION: "open" },
  (site) =>
    withClock(async () => {
      keepPlacesFor(30);
      const { phone } = await begin(site);
      const places = () => familiesHolding(site.store, "203.0.113");
      assert.deepEqual(await places(), [
        "security_event",
        "session",
        "sign_in_notice",
      ]);
      for (let day = 0; day < 29; day += 7) {
        forward(7 * DAY);
        await phone.open("/settings/security");
        if (day < 21) assert.match(phone.html, /203\.0\.113\.0\/24/);
      }
      assert.equal(phone.path, "/settings/security", "still signed in");
      assert.doesNotMatch(phone.html, /203\.0\.113/, "not shown on day 35");
      assert.match(phone.html, /data-security-event="signed-in"/);
      assert.equal((await places()).length, 3, "stored until the night");
      await night(site.store);
      assert.deepEqual(await places(), []);
      await phone.open("/settings/security");
      assert.equal(phone.status, 200, "the session goes on without its place");
      await night(site.store);
      assert.deepEqual(await places(), [], "a second time does no harm");
    }),
);

onSite(
  "an event of an old session keeps its place no longer than the session's own",
  { REGISTRATION: "open" },
  (site) =>
    withClock(async () => {
      keepPlacesFor(20);
      const { phone } = await begin(site);
      forward(13 * DAY);
      await phone.open("/settings/confirm");
      await phone.submit("/settings/confirm", { password });
      await phone.open("/settings/security");
      await phone.submit("/settings/security", {
        _action: "change-password",
        password,
        new_password: "nine grey otters at dawn",
      });
      assert.match(phone.html, /password-changed[\s\S]*203\.0\.113\.0\/24/);
      forward(8 * DAY);
      await phone.open("/settings/security");
      assert.match(phone.html, /password-changed/);
      assert.doesNotMatch(phone.html, /203\.0\.113/);
      await night(site.store);
      assert.deepEqual(await familiesHolding(site.store, "203.0.113"), []);
      keepPlacesFor(30);
    }),
);

onSite(
  "with 0 days no address is ever stored, and a new device is still news",
  { REGISTRATION: "open" },
  async (site) => {
    keepPlacesFor(0);
    const { maya } = await begin(site);
    assert.deepEqual(await familiesHolding(site.store, "203.0.113"), []);
    assert.deepEqual(await familiesHolding(site.store, "198.51.100"), []);
    const rows = await openedRows(site.store);
    const known = rows.filter(({ family }) => family === "known_device");
    assert.ok(known.length > 0);
    assert.ok(
      known.every(({ value }) => !(value as { placed: boolean }).placed),
    );
    await maya.open("/conversations");
    assert.doesNotMatch(maya.html, /class="notice sign-ins"/);
    const other = await site.visitor("203.0.113.8").open("/sign-in");
    const fields = new Map(other.form("/sign-in").fields);
    fields.set("username", "maya").set("password", password);
    const body = new URLSearchParams([...fields]);
    await other.open("/sign-in", {
      method: "POST",
      body,
      headers: { "user-agent": "curl/8" },
    });
    assert.equal(other.path, "/conversations");
    await maya.open("/conversations");
    assert.match(maya.html, /class="notice sign-ins"/);
    keepPlacesFor(30);
  },
);

onSite(
  "where somebody has been before is forgotten with the places, and a new sign-in is told again",
  { REGISTRATION: "open" },
  (site) =>
    withClock(async () => {
      keepPlacesFor(10);
      const { maya } = await begin(site);
      const placed = async () =>
        (await openedRows(site.store)).filter(({ family, value }) =>
          family === "known_device" && (value as { placed: boolean }).placed
        ).length;
      const before = await placed();
      await comeAgain(site, "203.0.113.9");
      assert.equal(await placed(), before, "known already");
      await maya.open("/settings/security");
      await maya.submit("/settings/security", { _action: "acknowledge" });
      forward(11 * DAY);
      await night(site.store);
      assert.equal(await placed(), 0);
      await maya.open("/conversations");
      assert.doesNotMatch(maya.html, /class="notice sign-ins"/);
      await comeAgain(site, "203.0.113.9");
      await maya.open("/conversations");
      assert.match(maya.html, /class="notice sign-ins"/);
      keepPlacesFor(30);
    }),
);

onSite(
  "H9 the log holds no address, and tells networks apart for a day",
  { REGISTRATION: "open" },
  async (site) => {
    let written = "";
    useLog("info", (lines) => written += lines);
    try {
      await site.visitor("203.0.113.7").open("/sign-in");
      await site.visitor("203.0.113.7").open("/sign-in");
      await site.visitor("198.51.100.77").open("/sign-in");
      flushLog();
    } finally {
      useLog("error", () => {});
    }
    assert.doesNotMatch(written, /203\.0\.113|198\.51\.100/);
    const nets = written.trim().split("\n").map((line) => JSON.parse(line))
      .filter(({ path }) => path === "/sign-in").map(({ net }) => net);
    assert.equal(nets.length, 3);
    assert.equal(nets[0], nets[1]);
    assert.notEqual(nets[0], nets[2]);
  },
);
