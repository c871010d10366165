/** The one toolbar of rows: by mouse, by keys and by a long press. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { story, waitForText, write } from "../support/browser.ts";

const ready = (page: Page) =>
  page.waitForSelector("html[data-tools=ready][data-islands=ready]");

async function point(page: Page, seq: number): Promise<void> {
  await page.hover(`#m-${seq} .bubble`);
  await ready(page);
  // The pointer was there before the script.
  await page.mouse.move(1, 1);
  await page.hover(`#m-${seq} .bubble`);
  await page.waitForSelector(".tools:not([hidden])");
}

const press = (page: Page, label: string) =>
  page.click(`.tools button[title="${label}"]`);

const openMenu = async (page: Page, seq: number) => {
  await point(page, seq);
  await press(page, "More actions");
  await page.waitForSelector(".tools[data-open]");
};

story(
  "B9 B11 what can be done with a row is at the row",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await maya.send(id, "Cake at *four*");
    await jonas.send(id, "I bring plates");
    const hers = await maya.tab();
    const his = await jonas.tab();
    for (const tab of [hers, his]) await tab.open(path);
    const emoji = "#m-1 [data-emoji='👍']";

    await step(
      "B11 One click adds or removes a reaction, and the count updates on other screens in 1 s",
      async () => {
        await point(his.page, 1);
        await his.page.click('.tools button[aria-label="React with 👍"]');
        await hers.page.waitForSelector(emoji, { timeout: 1_000 });
        await his.page.waitForSelector(`${emoji}[data-mine]`, {
          timeout: 1_000,
        });
        assert.equal(await hers.page.$(`${emoji}[data-mine]`), null);
        await point(hers.page, 1);
        await hers.page.click(emoji);
        await waitForText(his.page, emoji, "2");
        assert.ok(await his.page.$(`${emoji}[data-mine]`), "his mark stays");
        await hers.page.waitForSelector(`${emoji}[data-mine]`);
        await his.page.click(emoji);
        await waitForText(hers.page, emoji, "1");
        await his.page.waitForSelector(`${emoji}:not([data-mine])`);
        assert.ok(hers.page.url().endsWith(path), "the link was not followed");
      },
    );

    await step(
      "B11 more emoji are in a dialog of the message's own page",
      async () => {
        await point(his.page, 1);
        await press(his.page, "More emoji");
        await his.page.waitForSelector("dialog[open] #react");
        await his.page.type("dialog [name=emoji]", "no");
        await his.page.keyboard.press("Enter");
        await waitForText(his.page, "dialog .error", "not one emoji");
        // The browser itself remarks on the 422.
        his.problems.length = 0;
        await his.page.click("dialog button[value='🦄']");
        await his.page.waitForSelector("#m-1 [data-emoji='🦄'][data-mine]");
        await his.page.waitForFunction(() => !document.querySelector("dialog"));
      },
    );

    await step(
      "B9 an answer is chosen at the row, called off, and sent",
      async () => {
        await point(his.page, 1);
        await press(his.page, "Reply");
        await waitForText(his.page, ".answering .cut", "Cake at four");
        await his.page.click(".answering button");
        await his.page.waitForFunction(() =>
          !document.querySelector(".answering")
        );
        await point(his.page, 1);
        await press(his.page, "Reply");
        await his.page.waitForSelector(".answering");
        await write(his.page, "I like cake");
        await his.page.waitForSelector("#m-3[data-state=sent] a.quote");
        assert.equal(await his.page.$(".answering"), null);
        await waitForText(hers.page, "#m-3 .quote", "Maya Lind Cake at four");
        await hers.page.click("#m-3 .quote");
        assert.ok(hers.page.url().endsWith(`${path}#m-1`));
      },
    );

    await step(
      "B7 B8 editing and deleting open over the conversation",
      async () => {
        await openMenu(hers.page, 1);
        await press(hers.page, "Edit");
        await hers.page.waitForSelector("dialog[open] #edit textarea");
        await hers.page.keyboard.type("!");
        await hers.page.click("dialog [value=edit]");
        await waitForText(his.page, "#m-1 .body", "Cake at four!");
        await waitForText(his.page, "#m-3 .quote .cut", "Cake at four!");
        await openMenu(his.page, 3);
        await press(his.page, "Delete");
        await his.page.waitForSelector("dialog[open] #delete");
        await his.page.click("dialog [value=delete]");
        await hers.page.waitForSelector("#m-3 .gone");
        await openMenu(hers.page, 2);
        const offered = await hers.page.$$eval(
          ".tools > button",
          (all) => all.map((one) => one.title),
        );
        assert.ok(!offered.includes("Edit") && offered.includes("Copy link"));
        await hers.page.keyboard.press("Escape");
      },
    );

    await step("rows are walked and acted on with keys alone", async () => {
      const { page } = hers;
      const focused = () => page.evaluate(() => document.activeElement?.id);
      await page.focus("#log");
      await page.keyboard.press("k");
      assert.equal(await focused(), "m-3");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await focused(), "m-1");
      await page.keyboard.press("j");
      assert.equal(await focused(), "m-2");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".tools[data-open]");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Escape");
      assert.equal(await focused(), "m-2");
      await page.keyboard.press("m");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#m-2 [data-emoji='❤️'][data-mine]");
    });

    await step("a long press opens it on a telephone", async () => {
      const phone = await jonas.tab({ width: 360, height: 740 });
      await phone.open(path);
      const { page } = phone;
      const row = (await page.$("#m-2 .words"))!;
      await row.tap();
      await ready(page);
      const box = (await row.boundingBox())!;
      const touch = await page.touchscreen.touchStart(box.x + 5, box.y + 5);
      await page.waitForSelector(".tools[data-open]");
      await touch.end();
      const bar = (await (await page.$(".tools"))!.boundingBox())!;
      assert.ok(bar.x >= 0 && bar.x + bar.width <= 360, JSON.stringify(bar));
      await page.waitForSelector(".tools[data-open]:not([data-held])");
      await press(page, "Reply");
      await waitForText(page, ".answering .cut", "I bring plates");
    });
  },
);
