/** Searching with scripts: while typing, and over any page by a key. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, story, waitForText } from "../support/browser.ts";

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute("href") ?? at?.id ?? "";
  });

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.down(key as "Control");
  for (const key of keys.toReversed()) await page.keyboard.up(key as "Control");
}

story(
  "D3 I4 a search shows what it finds while one types, over any page too, by keys alone",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas], { name: "Harbour trip" });
    const direct = await maya.start([jonas]);
    await maya.send(id, "The annual **budget** is ready");
    await maya.send(id, "Lunch?");
    await maya.send(direct, "A budget between us");
    const tab = await jonas.tab();
    const { page } = tab;

    await step(
      "D3 results come while typing, marked, and the address follows",
      async () => {
        await tab.open("/search");
        await page.type("#field-q", "annual bud");
        await waitForText(page, ".hit mark", "budget");
        assert.equal((await page.$$(".hit")).length, 1);
        await page.waitForFunction(() => location.search.includes("annual"));
        await page.type("#field-q", " before:soon");
        await waitForText(page, "[data-error-for=q]", "is no date");
        assert.equal(await focused(page), "field-q");
      },
    );

    await step(
      "I4 Ctrl-K opens the search over a conversation; arrows and Enter lead to what was found",
      async () => {
        await tab.open(`/conversations/${direct}`);
        await page.waitForSelector("html[data-islands=ready]");
        await press(page, "Control", "k");
        await page.waitForSelector("dialog[open] #field-q");
        assert.equal(await focused(page), "field-q");
        await page.keyboard.type("harb");
        await waitForText(page, "dialog #results", "Harbour trip");
        await page.keyboard.press("ArrowDown");
        assert.equal(await focused(page), `/conversations/${id}`);
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowDown");
        await arrive(page, () => page.keyboard.press("Enter"));
        assert.equal(new URL(page.url()).pathname, `/conversations/${id}`);
      },
    );

    await step("I4 the slash searches the conversation on screen", async () => {
      await page.waitForSelector("html[data-islands=ready]");
      await page.focus(".log");
      await page.keyboard.press("/");
      await page.waitForSelector("dialog[open] [name=in]:checked");
      await page.keyboard.type("budget");
      await waitForText(page, "dialog .hit", "annual budget");
      assert.equal((await page.$$("dialog .hit")).length, 1);
      await page.click("dialog [name=in]");
      await page.waitForFunction(() =>
        document.querySelectorAll("dialog .hit").length === 2
      );
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      // Where somebody writes, a slash is a slash.
      await page.focus("textarea");
      await page.keyboard.type("/?");
      assert.equal(await page.$("dialog"), null);
      assert.equal(await page.$eval("textarea", (box) => box.value), "/?");
    });

    await step(
      "I4 the question mark lists the keys, and single keys can be switched off",
      async () => {
        await tab.open("/people");
        await page.keyboard.press("?");
        await waitForText(page, "dialog[open] .ask", "Ctrl");
        await page.keyboard.press("Escape");
        await tab.open("/keys");
        await page.click("[name=single]");
        await arrive(page, () => page.click("main form button"));
        await tab.open("/people");
        assert.equal(
          await page.$eval("html", (html) => html.dataset.keys),
          "off",
        );
        await page.focus("main");
        await page.keyboard.press("?");
        await press(page, "Control", "k");
        await page.waitForSelector("dialog[open] #field-q");
        assert.equal((await page.$$("dialog")).length, 1);
      },
    );
  },
);
