import assert from "node:assert/strict";
import { nights } from "@/lib/messages/_retention_keys.ts";
import { planNights } from "@/lib/messages/retention.ts";
import { read } from "@/lib/kv/read.ts";
import { atTime } from "@/tests/support/clock.ts";
import { recordedWebm } from "@/tests/lib/files/_sounds.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { indexEverything } from "@/tests/support/leaving.ts";
import { familiesHolding } from "@/tests/support/store.ts";
import { doDue } from "@/tests/support/vanishing.ts";
import { converse, onSite, OPEN, password, say } from "../accounts/_leaving.ts";

const DAY = 86_400_000;
const night = () => doDue("night", "keep-rules", "message-deleted");

/** Sends a sound. @returns its address */
async function speak(browser: PlainBrowser, path: string): Promise<string> {
  await browser.open(`${path}/voice`);
  const body = new FormData();
  for (const [name, value] of browser.form("/voice").fields) {
    body.set(name, value);
  }
  body.set("voice", new Blob([recordedWebm({ seconds: 42 })]), "voice.webm");
  await browser.open(`${path}/voice`, { method: "POST", body });
  return /<audio[^>]*src="([^"]+)"/.exec(browser.html)![1]!;
}

onSite(
  "D10 A 90-day rule on a room removes older text and files nightly and logs how many",
  OPEN,
  async (site) => {
    let [maya, jonas] = [await site.signUp("maya"), await site.signUp("jonas")];
    const group = {
      kind: "group",
      name: "Harbour",
      members: "jonas",
    };
    let [id, other, sound] = ["", "", ""];
    // A hundred days ago.
    await atTime(-100 * DAY, async () => {
      [maya, jonas] = await Promise.all(
        ["maya", "jonas"].map(async (username) => {
          const browser = await site.visitor().open("/sign-in");
          return await browser.submit("/sign-in", { username, password });
        }),
      ) as [typeof maya, typeof jonas];
      id = await converse(maya, group);
      other = await converse(maya, { ...group, name: "Elsewhere" });
      for (let i = 0; i < 60; i++) await say(maya, id, `whale ${i}`);
      await say(maya, other, "The heron stays elsewhere");
      sound = await speak(maya, `/conversations/${id}`);
      const message = `/conversations/${id}/messages/3`;
      await maya.open(message);
      await maya.submit(message, { _action: "edit", text: "whale reworded" });
      await maya.open(`${message}/reactions`);
      await maya.submit(`${message}/reactions`, { emoji: "🐳" });
      await maya.open(`/conversations/${id}/threads/3`);
      await maya.submit(`/conversations/${id}/messages`, {
        text: "an old answer to the whale",
        thread: "3",
      });
    });
    await indexEverything();
    [maya, jonas] = await Promise.all(
      ["maya", "jonas"].map(async (username) => {
        const browser = await site.visitor().open("/sign-in");
        return await browser.submit("/sign-in", { username, password });
      }),
    ) as [typeof maya, typeof jonas];
    await say(maya, id, "A young heron");
    const path = `/conversations/${id}/retention`;

    await jonas.open(path);
    assert.equal(jonas.status, 403);
    await maya.open(path);
    assert.match(maya.html, /Nothing so far\./);
    await maya.submit(path, { days: "ninety" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /value="ninety"/);
    await maya.submit(path, { days: "90" });
    assert.match(
      maya.html,
      /In the next night 62 messages older than 90 days go/,
    );
    await maya.open(`/conversations/${id}`);
    assert.match(
      maya.html,
      /whale/,
      "nothing is set before it was asked twice",
    );
    await maya.open(path);
    await maya.submit(path, { days: "90" });
    await maya.submit(path, { days: "90", sure: "yes" });
    assert.match(maya.html, /Messages are kept for 90 days\./);
    await jonas.open(`/conversations/${id}`);
    assert.match(jonas.html, /Maya set a rule: messages go after 90 days/);

    await planNights();
    const due = (await read(nights, []))!;
    assert.equal(new Date(due).getHours(), 3);
    await night();
    await maya.open(`/conversations/${id}?around=3`);
    assert.match(maya.html, /whale/, "not before the night");
    await atTime(due - Date.now() + 1_000, async () => {
      await night();
      await indexEverything();
      assert.deepEqual(await familiesHolding(site.store, "whale"), []);
      await jonas.open(`/conversations/${id}`);
      assert.match(jonas.html, /A young heron/);
      assert.doesNotMatch(jonas.html, /whale|class="gone"/);
      await jonas.open("/search?q=whale");
      assert.doesNotMatch(jonas.html, /reworded|old answer/);
      assert.equal((await jonas.request(sound)).status, 404);
      await jonas.open(`/conversations/${other}`);
      assert.match(jonas.html, /The heron stays elsewhere/);
      await maya.open(path);
      assert.match(maya.html, /62 messages removed · kept for 90 days/);
      await maya.open("/settings/confirm?next=/admin/retention");
      await maya.submit("/settings/confirm", { password });
      await maya.open("/admin/retention");
      assert.match(
        maya.html,
        /<b dir="auto">Harbour<\/b> · 62 messages removed/,
      );
      assert.ok((await read(nights, []))! > due, "there is a next night");
    });
  },
);

onSite(
  "D10 the server's bound holds everywhere, whatever owners chose, and is set by a confirmed administrator who is asked twice",
  OPEN,
  async (site) => {
    await site.signUp("maya");
    await site.signUp("jonas");
    const signIn = async (username: string) =>
      await (await site.visitor().open("/sign-in"))
        .submit("/sign-in", { username, password });
    let id = "";
    await atTime(-40 * DAY, async () => {
      const old = await signIn("maya");
      id = await converse(old, { kind: "direct", members: "jonas" });
      await say(old, id, "whale between two");
    });
    const [maya, jonas] = [await signIn("maya"), await signIn("jonas")];
    await jonas.open("/admin/retention");
    assert.equal(jonas.status, 404);
    await maya.open("/admin/retention");
    await maya.submit("/admin/retention", { days: "30", hour: "24" });
    assert.equal(maya.status, 422);
    await maya.submit("/admin/retention", { days: "30", hour: "4" });
    assert.match(
      maya.html,
      /In the next night 1 message older than 30 days goes/,
    );
    await maya.submit("/admin/retention", {
      days: "30",
      hour: "4",
      sure: "yes",
    });
    assert.match(maya.html, /Saved/);
    const due = (await read(nights, []))!;
    assert.equal(new Date(due).getHours(), 4, "the hour is the server's own");
    // The form of the other settings leaves it alone.
    await maya.open("/admin");
    await maya.submit("/admin", {
      _action: "change-settings",
      registration: "open",
      edit_window: "",
    });
    const group = await converse(maya, {
      kind: "group",
      name: "Sea",
      members: "jonas",
    });
    await maya.open(`/conversations/${group}/retention`);
    assert.match(maya.html, /keeps nothing longer than 30 days/);
    await atTime(due - Date.now() + 1_000, async () => {
      await night();
      assert.deepEqual(await familiesHolding(site.store, "whale"), []);
    });
    await maya.open("/settings/confirm?next=/admin/retention");
    await maya.submit("/settings/confirm", { password });
    await maya.open("/admin/retention");
    assert.match(maya.html, /1 message removed/);
  },
);
