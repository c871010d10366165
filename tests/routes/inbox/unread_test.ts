import assert from "node:assert/strict";
import { onSite } from "@/tests/support/app.ts";
import { makeGroup, rowTag, say } from "./_talk.ts";

const OPEN = { REGISTRATION: "open" };

onSite(
  "D9 one page of all unreads shows the first lines by conversation and reads nothing by itself",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    const choir = await makeGroup(maya, "Choir", "jonas");
    for (let i = 1; i <= 7; i++) await say(jonas, boat, `Knot ${i}`);
    await say(jonas, choir, "Page 4");
    await maya.open("/conversations");
    await maya.follow("/unread");
    assert.match(maya.html, /Knot 1[^0-9]/);
    assert.match(maya.html, /Knot 5[^0-9]/);
    assert.doesNotMatch(maya.html, /Knot 6[^0-9]/);
    assert.match(maya.html, />2 more</);
    assert.match(maya.html, /Page 4/);
    await maya.open("/conversations");
    assert.match(rowTag(maya, boat), /data-unread="7"/);
    await maya.open("/unread");
    await maya.submit("/unread", {
      conversation: boat.split("/").at(-1)!,
      seq: "8",
      csrf: new Map(maya.form("/unread").fields).get("csrf")!,
    });
    assert.doesNotMatch(maya.html, /Knot 1/);
    assert.match(maya.html, /Page 4/);
    await maya.submit("/unread", { _action: "all" });
    assert.match(maya.html, /Everything is read/);
    await maya.open("/conversations");
    assert.match(rowTag(maya, choir), /data-unread="0"/);
  },
);

onSite(
  "D9 mark unread from here leads the conversation to open there, without script",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const ravi = await site.signUp("ravi");
    const boat = await makeGroup(maya, "Boat", "jonas");
    for (let i = 1; i <= 4; i++) await say(jonas, boat, `Knot ${i}`);
    await maya.open(boat);
    await maya.open("/conversations");
    assert.match(rowTag(maya, boat), /data-unread="0"/);
    await maya.open(`${boat}/messages/3`);
    await maya.follow(`${boat}/messages/3/unread`);
    await maya.submit("/messages/3/unread");
    assert.match(maya.path, /^\/conversations/);
    assert.match(rowTag(maya, boat), /data-unread="3"/);
    await maya.follow(`${boat}#new`);
    const at = maya.html.indexOf('id="new"');
    assert.ok(at > maya.html.indexOf("Knot 1"), "after what is read");
    assert.ok(at > 0 && at < maya.html.indexOf("Knot 2<"), "before message 3");
    await maya.open("/conversations");
    assert.match(rowTag(maya, boat), /data-unread="0"/, "looking reads it");
    await ravi.open(`${boat}/messages/3/unread`);
    assert.equal(ravi.status, 404);
    await maya.open(`${boat}/messages/99/unread`);
    assert.equal(maya.status, 404);
    await maya.open(`${boat}/place`);
    await maya.submit("/place", { _action: "unread" });
    assert.match(rowTag(maya, boat), /data-unread="1"/);
  },
);
