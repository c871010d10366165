import assert from "node:assert/strict";
import { onSite, password } from "@/tests/support/app.ts";
import { anotherDevice, makeGroup, rowsOf, rowTag, say } from "./_talk.ts";

const OPEN = { REGISTRATION: "open" };

onSite(
  "D5 pinned chats stay on top in a chosen order on every device, without script",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const boat = await makeGroup(maya, "Boat", "jonas");
    const choir = await makeGroup(maya, "Choir", "jonas");
    const lunch = await makeGroup(maya, "Lunch", "jonas");
    await maya.open("/conversations");
    await maya.follow("/conversations/arrange");
    assert.match(maya.html, /Nothing is pinned yet/);
    const pin = (path: string, deed: string) =>
      maya.submit("/conversations/arrange", {
        conversation: path.split("/").at(-1)!,
        _action: deed,
      });
    await pin(boat, "pin");
    await maya.open("/conversations/arrange");
    await pin(choir, "pin");
    await say(jonas, lunch, "Soup today");
    const phone = await anotherDevice(site, "maya", password);
    await phone.open("/conversations");
    assert.deepEqual(rowsOf(phone), [boat, choir, lunch]);
    assert.match(rowTag(phone, boat), / data-pinned/);
    assert.doesNotMatch(rowTag(phone, lunch), / data-pinned/);
    await maya.open("/conversations/arrange");
    await pin(choir, "up");
    await phone.open("/conversations");
    assert.deepEqual(rowsOf(phone), [choir, boat, lunch]);
    assert.match(phone.html, /Pinned/);
    await jonas.open("/conversations");
    assert.doesNotMatch(jonas.html, /data-pinned/);
  },
);

onSite(
  "D5 a conversation is pinned and unpinned on its own page too, and nobody else's can be",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const ravi = await site.signUp("ravi");
    const boat = await makeGroup(maya, "Boat", "jonas");
    await maya.open(`${boat}/details`);
    await maya.follow(`${boat}/place`);
    await maya.submit("/place", { _action: "pin" });
    assert.equal(maya.path, `${boat}/place`);
    await maya.open("/conversations");
    assert.match(rowTag(maya, boat), / data-pinned/);
    await maya.open(`${boat}/place`);
    await maya.submit("/place", { _action: "unpin" });
    await maya.open("/conversations");
    assert.doesNotMatch(rowTag(maya, boat), / data-pinned/);
    await ravi.open(`${boat}/place`);
    assert.equal(ravi.status, 404);
    await ravi.open("/conversations/new");
    const csrf = new Map(ravi.form("/conversations").fields).get("csrf")!;
    for (const path of [`${boat}/place`, "/conversations/arrange"]) {
      await ravi.open(path, {
        method: "POST",
        body: new URLSearchParams({
          csrf,
          _action: "pin",
          conversation: boat.split("/").at(-1)!,
        }),
      });
      assert.equal(ravi.status, 404, path);
    }
    await maya.open(`${boat}/place`);
    await maya.submit("/place", { _action: "pin", extra: "x" });
    const wrong = new Map(maya.form("/place").fields).get("csrf")!;
    await maya.open(`${boat}/place`, {
      method: "POST",
      body: new URLSearchParams({ csrf: wrong, _action: "dance" }),
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /Choose one of the things/);
  },
);
