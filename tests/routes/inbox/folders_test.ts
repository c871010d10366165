import assert from "node:assert/strict";
import { onSite, password } from "@/tests/support/app.ts";
import { anotherDevice, makeGroup, rowsOf, say } from "./_talk.ts";

const OPEN = { REGISTRATION: "open" };

onSite(
  "D6 a person makes a folder by hand or by rule and it filters the list on all devices, without script",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await site.signUp("amina");
    const boat = await makeGroup(maya, "Boat", "jonas");
    const choir = await makeGroup(maya, "Choir", "jonas amina");
    await maya.open("/conversations");
    await maya.follow("/folders");
    await maya.submit("/folders", { name: "By hand" });
    const hand = maya.path;
    assert.match(hand, /^\/conversations\?folder=/);
    assert.match(maya.html, /Nothing in this folder/);
    await maya.open(`${boat}/place`);
    await maya.submit("/place", {
      _action: "file",
      folder: new URL(hand, maya.url).searchParams.get("folder")!,
    });
    await maya.open("/folders");
    await maya.submit("/folders", { name: "Amina", people: "amina" });
    const amina = maya.path;
    assert.deepEqual(rowsOf(maya), [choir]);
    await maya.open("/folders");
    await maya.submit("/folders", { name: "Waits", unread: "on" });
    const waits = maya.path;
    assert.deepEqual(rowsOf(maya), []);
    await maya.open("/folders");
    await maya.submit("/folders", { name: "Tagged", tag: "music" });
    const tagged = maya.path;
    await maya.open(`${choir}/place`);
    await maya.submit("/place", { _action: "tag", tags: "Music, evenings" });
    await say(jonas, boat, "Hoist");
    const phone = await anotherDevice(site, "maya", password);
    for (
      const [folder, rows] of [
        [hand, [boat]],
        [amina, [choir]],
        [waits, [boat]],
        [tagged, [choir]],
      ] as const
    ) {
      await phone.open("/conversations");
      await phone.follow(folder);
      assert.deepEqual(rowsOf(phone), rows, folder);
      assert.match(phone.html, /1 conversation with something unread/);
    }
    await jonas.open(waits);
    assert.deepEqual(rowsOf(jonas), [], "nobody else's");
  },
);

onSite(
  "D6 folders are renamed, ordered and deleted, and a refused form keeps what was typed",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const ids = [];
    for (const name of ["One", "Two"]) {
      await maya.open("/folders");
      await maya.submit("/folders", { name });
      ids.push(new URL(maya.url).searchParams.get("folder")!);
    }
    const [one, two] = ids as [string, string];
    const order = () =>
      [...maya.html.matchAll(/data-folder="([^"]+)"/g)].map(([, id]) => id);
    await maya.open("/folders");
    assert.deepEqual(order(), [one, two]);
    await maya.submit(`/folders/${two}`, { _action: "up" });
    assert.deepEqual(order(), [two, one]);
    await maya.open(`/folders/${one}`);
    await maya.submit(`/folders/${one}`, {
      _action: "change",
      name: "Uno",
      people: "nobody-here",
    });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="people"/);
    assert.match(maya.html, /value="nobody-here"/);
    await maya.submit(`/folders/${one}`, {
      _action: "change",
      name: "Uno",
      people: "jonas",
      kind: "direct",
    });
    assert.match(maya.html, /Uno/);
    await jonas.open(`/folders/${one}`);
    assert.equal(jonas.status, 404);
    await maya.open(`/folders/${one}`);
    assert.match(maya.html, /value="jonas"/);
    await maya.submit(`/folders/${one}`, { _action: "drop" });
    assert.deepEqual(order(), [two]);
    await maya.open("/folders");
    await maya.submit("/folders", { name: "" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /Give the folder a name/);
  },
);
