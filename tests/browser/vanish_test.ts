/** A message with an end leaves the page in time: told by the stream, and without one. */
import assert from "node:assert/strict";
import { entries } from "@/lib/conversations/entries.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { change } from "@/lib/kv/change.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { story, waitForText } from "../support/browser.ts";

/** Gives messages of a stopped server another end, as if they had been sent earlier. */
async function endAt(
  dataDir: string,
  conversation: string,
  ends: Readonly<Record<number, number>>,
): Promise<void> {
  using store = await openStore(
    `${dataDir}/parley.db`,
    findOrMakeSecret(dataDir),
  );
  await withStore(store, () =>
    change(async (c) => {
      for (const [seq, until] of Object.entries(ends)) {
        const entry = (await c.read(entries, [conversation, Number(seq)]))!;
        c.put(entries, [conversation, Number(seq)], { ...entry, until });
      }
    }));
  await store.idle();
}

story(
  "B15 a message vanishes before its readers' eyes at its time, also when the stream is cut",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await maya.post(`${path}/timer`, { timer: "60" });
    const first = await maya.send(id, "This one vanishes first");
    const second = await maya.send(
      id,
      "This one vanishes when the line is cut",
    );
    await maya.post(`${path}/timer`, { timer: "off" });
    await maya.send(id, "This one stays");
    await stage.server.stop();
    const now = Date.now();
    await endAt(stage.server.dataDir, id, {
      [first]: now + 14_000,
      [second]: now + 22_000,
    });
    const server = await stage.server.again();
    const tab = await jonas.tab();
    const row = (seq: number) => tab.page.$(`#m-${seq}`);

    await step("the row says when it goes", async () => {
      await tab.open(path);
      await tab.page.waitForSelector("html[data-islands=ready]");
      await waitForText(tab.page, ".message .going", "Vanishes");
      assert.ok(await row(first));
    });

    await step("and goes then", async () => {
      await tab.page.waitForSelector(`#m-${first}`, {
        hidden: true,
        timeout: 20_000,
      });
      assert.ok(Date.now() >= now + 13_500, "not before its time");
    });

    await step("the next one goes though nobody tells the page", async () => {
      assert.ok(await row(second));
      await server.stop();
      await tab.page.waitForSelector(`#m-${second}`, {
        hidden: true,
        timeout: 20_000,
      });
      await waitForText(tab.page, ".message", "This one stays");
      // A connection that is gone is what this step is about.
      tab.problems.splice(0);
    });
  },
);
