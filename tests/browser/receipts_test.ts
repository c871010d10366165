/** Who has read what: ticks on the screen, names on the message's page. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { story, waitForText, write } from "../support/browser.ts";

const isRead = (page: Page, seq: number) =>
  page.$eval(`#m-${seq}`, (row) => row.hasAttribute("data-read"));

async function waitUntilRead(page: Page, seq: number): Promise<void> {
  await page.waitForSelector(`#m-${seq}[data-read]`, { timeout: 8_000 });
  const label = await page.$eval(
    `#m-${seq} .ticks`,
    (ticks) => ticks.getAttribute("aria-label"),
  );
  assert.equal(label, "Read");
}

/** The people that a message's page names as its readers. */
const readersOn = (page: Page) =>
  page.$$eval(
    "#receipts .person span:not(.face)",
    (all) => all.map((one) => one.textContent),
  );

story(
  "B4 receipts tick live and are listed, except of those who opted out",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Khalil");
    const id = await maya.start([jonas, amina], { name: "Harbour trip" });
    const path = `/conversations/${id}`;
    const hers = await maya.tab();
    await hers.open(path);
    await hers.page.waitForSelector("html[data-islands=ready]");
    await write(hers.page, "The boat leaves at nine.");
    await hers.page.waitForSelector("#m-2[data-state=sent]");

    await step("nobody has read it: one tick", async () => {
      assert.equal(await isRead(hers.page, 2), false);
    });

    const his = await jonas.tab();
    await step(
      "somebody opens it: the second tick comes without a reload",
      async () => {
        await his.open(path);
        await waitUntilRead(hers.page, 2);
      },
    );

    await step("what arrives before his eyes is read as well", async () => {
      await write(hers.page, "Bring a warm jacket.");
      await waitForText(his.page, ".message", "Bring a warm jacket.");
      await waitUntilRead(hers.page, 3);
    });

    await step(
      "reading without scripts counts too, and the list names both",
      async () => {
        const without = await amina.tab({ scripts: false });
        await without.open(path);
        const list = await maya.tab({ scripts: false });
        await list.open(`${path}/messages/3`);
        assert.deepEqual((await readersOn(list.page)).toSorted(), [
          "Amina Khalil",
          "Jonas Weber",
        ]);
        await list.open(`${path}/messages/3/receipts`);
        assert.equal((await readersOn(list.page)).length, 2);
        // From here on only the two others read.
        await without.page.close();
      },
    );

    await step("who opts out appears nowhere any more", async () => {
      await jonas.post("/settings/privacy", { share_typing: "on" });
      await his.open(path);
      const told = his.page.waitForResponse((response) =>
        response.url().endsWith("/read")
      );
      await write(hers.page, "And something to eat.");
      await waitForText(his.page, ".message", "And something to eat.");
      await told;
      await hers.open(`${path}/messages/4`);
      assert.deepEqual(await readersOn(hers.page), []);
      await hers.open(`${path}/messages/3`);
      assert.deepEqual(await readersOn(hers.page), ["Amina Khalil"]);
      await hers.open(path);
      assert.equal(await isRead(hers.page, 4), false);
    });

    await step(
      "and sees nobody else's reading, live or after a reload",
      async () => {
        await his.page.waitForSelector("html[data-islands=ready]");
        const told = hers.page.waitForResponse((response) =>
          response.url().endsWith("/read")
        );
        await write(his.page, "I bring bread.");
        await waitForText(hers.page, ".message", "I bring bread.");
        await told;
        await write(hers.page, "Good!");
        // Her receipt was committed before her message: one stream keeps that order.
        await waitForText(his.page, ".message", "Good!");
        assert.equal(await isRead(his.page, 5), false, "live");
        await his.open(path);
        assert.equal(await isRead(his.page, 5), false, "after a reload");
        await his.open(`${path}/messages/5`);
        assert.deepEqual(await readersOn(his.page), []);
      },
    );
  },
);
