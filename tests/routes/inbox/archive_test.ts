import assert from "node:assert/strict";
import { onSite, password } from "@/tests/support/app.ts";
import { anotherDevice, makeGroup, rowsOf, rowTag, say } from "./_talk.ts";

const OPEN = { REGISTRATION: "open" };

onSite(
  "D7 an archived chat leaves the list, stands on a page of its own and returns as wished, without script",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    const choir = await makeGroup(maya, "Choir", "jonas");
    await maya.open(`${boat}/place`);
    await maya.submit("/place", { _action: "archive", returns: "message" });
    assert.equal(maya.path, "/conversations");
    assert.deepEqual(rowsOf(maya), [choir]);
    await maya.follow("/conversations?shown=archived");
    assert.deepEqual(rowsOf(maya), [boat]);
    const phone = await anotherDevice(site, "maya", password);
    await phone.open("/conversations");
    assert.deepEqual(rowsOf(phone), [choir]);
    await say(jonas, boat, "Come back");
    await phone.open("/conversations");
    assert.deepEqual(rowsOf(phone), [boat, choir]);
    await phone.open(`${choir}/place`);
    await phone.submit("/place", { _action: "archive", returns: "never" });
    await say(jonas, choir, "Anybody?");
    await maya.open("/conversations");
    assert.deepEqual(rowsOf(maya), [boat]);
    await maya.open(`${choir}/place`);
    await maya.submit("/place", { _action: "unarchive" });
    await maya.open("/conversations");
    assert.deepEqual(rowsOf(maya), [choir, boat]);
    assert.doesNotMatch(maya.html, /shown=archived/);
  },
);

onSite(
  "D7 a direct conversation is archived and muted like a group",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await jonas.open("/conversations/new");
    await jonas.submit("/conversations", { kind: "direct", members: "maya" });
    const direct = new URL(jonas.url).pathname;
    await say(jonas, direct, "Hello");
    await maya.open(`${direct}/place`);
    await maya.submit("/place", { _action: "mute", mute: "week" });
    assert.match(maya.html, /It is muted until/);
    await maya.open("/conversations");
    assert.match(rowTag(maya, direct), / data-muted/);
    await maya.open(`${direct}/place`);
    await maya.submit("/place", { _action: "archive", returns: "never" });
    assert.deepEqual(rowsOf(maya), []);
    await jonas.open("/conversations");
    assert.deepEqual(rowsOf(jonas), [direct]);
    assert.doesNotMatch(rowTag(jonas, direct), / data-muted/);
  },
);

onSite(
  "D7 mute takes a duration, is lifted by hand, and says what it cannot take",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    await maya.open(`${boat}/place`);
    for (const span of ["hour", "hours", "morning", "week", "ever"]) {
      await maya.submit("/place", { _action: "mute", mute: span });
      assert.match(maya.html, /It is muted until/, span);
      await maya.submit("/place", { _action: "unmute" });
      assert.match(maya.html, /For how long/);
    }
    await maya.submit("/place", { _action: "mute", mute: "a year" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /Choose for how long/);
    await maya.submit("/place", { _action: "tag", tags: "x".repeat(40) });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /At most 10 tags of at most 30/);
    assert.ok(maya.html.includes("x".repeat(40)), "what was typed is kept");
  },
);
