import assert from "node:assert/strict";
import { atTime } from "@/tests/support/clock.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { familiesHolding, rawRows } from "@/tests/support/store.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";
import { doDue } from "@/tests/support/vanishing.ts";
import { indexEverything } from "@/tests/support/leaving.ts";
import { converse, onSite, OPEN, password, say } from "../accounts/_leaving.ts";

const MINUTE = 60_000;
const due = () => doDue("vanish", "message-deleted", "log-changed");

async function setTimer(
  browser: PlainBrowser,
  id: string,
  values: Record<string, string>,
): Promise<void> {
  await browser.open(`/conversations/${id}/timer`);
  await browser.submit(`/conversations/${id}/timer`, values);
}

onSite(
  "B15 With a 1-hour timer set, the message is gone from screens, search, export and store within 61 min",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const id = await converse(maya, { kind: "direct", members: "jonas" });
    const path = `/conversations/${id}`;
    await say(maya, id, "The old heron stays");
    await setTimer(jonas, id, { timer: "60" });
    assert.equal(jonas.path, `${path}/details`);
    assert.match(jonas.html, /New messages vanish after 1 hour\./);
    await say(maya, id, "whale first wording");
    const message = `${path}/messages/3`;
    await maya.open(message);
    await maya.submit(message, { _action: "edit", text: "whale wording" });
    await jonas.open(`${message}/reactions`);
    await jonas.submit(`${message}/reactions`, { emoji: "🐳" });
    await jonas.open(`${path}/threads/3`);
    await jonas.submit(`${path}/messages`, {
      text: "whale in the thread",
      thread: "3",
    });
    await jonas.open(path);
    await jonas.submit(`${path}/messages`, {
      text: "An answer to the whale",
      reply_to: "3",
    });
    await setTimer(maya, id, { timer: "off" });
    await maya.open(`${path}?reply=3`);
    await say(maya, id, "Nothing of this vanishes");
    await indexEverything();

    await maya.open(path);
    assert.match(
      maya.html,
      /Jonas set a timer: new messages vanish after 1 hour/,
    );
    assert.match(maya.html, /whale wording/);
    assert.match(maya.html, /class="going"/);
    await maya.open(message);
    assert.match(maya.html, /Vanishes for everybody: /);
    await maya.open("/search?q=whale");
    assert.match(maya.html, /data-seq="3"|messages\/3|#m-3/);
    assert.deepEqual(await familiesHolding(site.store, "whale"), [
      "message",
      "search_terms",
      "thread_message",
      "version",
    ]);

    await atTime(59 * MINUTE, async () => {
      await due();
      await maya.open(path);
      assert.match(maya.html, /whale wording/);
    });

    // Out of sight at its own moment, before any sweep.
    await atTime(60 * MINUTE + 1_000, async () => {
      await maya.open(path);
      assert.doesNotMatch(maya.html, /whale/);
      await maya.open(message);
      assert.equal(maya.status, 404);
      await maya.open("/conversations");
      assert.doesNotMatch(maya.html, /whale/);
      await maya.open("/search?q=whale");
      assert.doesNotMatch(maya.html, /wording|in the thread|An answer/);
      await maya.open("/settings/confirm?next=/settings/data");
      await maya.submit("/settings/confirm", { password });
      const { texts } = await takeAlong(maya);
      for (const [name, text] of texts) {
        assert.doesNotMatch(text, /whale/, name);
      }
    });

    await atTime(60 * MINUTE + 20_000, due);
    await atTime(61 * MINUTE, async () => {
      await due();
      assert.deepEqual(await familiesHolding(site.store, "whale"), []);
      const left = (await rawRows(site.store)).filter(({ family, text }) =>
        ["version", "reaction", "tally", "vanishing"].includes(family) &&
        text.includes(id)
      );
      assert.deepEqual(left, []);
      await maya.open(path);
      assert.match(maya.html, /The old heron stays/);
      assert.match(maya.html, /Nothing of this vanishes/);
      assert.doesNotMatch(maya.html, /class="gone"|class="quote"/);
      await maya.open("/search?q=heron");
      assert.match(maya.html, /heron/);
    });
  },
);

onSite(
  "B15 the timer is set by whoever manages a group, in own values too, and what is wrong comes back with its sentence",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const ravi = await site.signUp("ravi");
    const id = await converse(maya, {
      kind: "group",
      name: "Harbour",
      members: "jonas",
    });
    const path = `/conversations/${id}/timer`;
    await jonas.open(path);
    assert.equal(jonas.status, 403);
    await ravi.open(path);
    assert.equal(ravi.status, 404);
    await setTimer(maya, id, { timer: "own", amount: "1.5", unit: "days" });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="amount"/);
    assert.match(maya.html, /value="1\.5"/);
    await setTimer(maya, id, { timer: "own", amount: "400", unit: "days" });
    assert.equal(maya.status, 422);
    await setTimer(maya, id, { timer: "999" });
    assert.equal(maya.status, 422);
    await setTimer(maya, id, { timer: "own", amount: "90", unit: "minutes" });
    assert.equal(maya.status, 200);
    await jonas.open(`/conversations/${id}`);
    assert.match(
      jonas.html,
      /Maya set a timer: new messages vanish after 90 minutes/,
    );
    await maya.open(path);
    assert.match(maya.html, /value="90"/);
    // Jonas knows the address, and has no right to it.
    const token = jonas.form(`/conversations/${id}/messages`).fields
      .find(([name]) => name === "csrf")![1];
    const answer = await jonas.request(path, {
      method: "POST",
      body: new URLSearchParams({ csrf: token, timer: "off" }),
    });
    assert.equal(answer.status, 403);
    await answer.body?.cancel();
  },
);
