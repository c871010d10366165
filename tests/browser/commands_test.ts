/** Commands while one types. */
import assert from "node:assert/strict";
import { story, waitForText, write } from "../support/browser.ts";

story(
  "B21 Typing / lists commands with help; arrows and Enter choose one, Escape closes the list, and an unknown one keeps its text",
  async (stage) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas], { name: "Harbour" });
    const { page, problems, ...tab } = await maya.tab();
    await tab.open(`/conversations/${id}`);
    await page.waitForSelector("html[data-islands=ready]");
    const box = "[data-composer] textarea";
    const option = '#suggestions [role="option"]';
    const value = () =>
      page.$eval(box, (one) => (one as HTMLTextAreaElement).value);
    await page.type(box, "/s");
    await waitForText(page, option, "Put a shrug behind your words");
    assert.equal((await page.$$(option)).length, 2);
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(
      (box) =>
        document.getElementById(
          document.querySelector(box)!.getAttribute("aria-activedescendant") ??
            "",
        )?.textContent?.startsWith("/status"),
      { polling: 20, timeout: 8_000 },
      box,
    );
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.equal(await value(), "/shrug ");
    await page.waitForSelector("#suggestions", { hidden: true });
    await page.type(box, "well");
    await page.keyboard.press("Enter");
    await waitForText(page, ".message .body", "well ¯\\_(ツ)_/¯");

    await page.type(box, "/re");
    await page.waitForSelector(option);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#suggestions", { hidden: true });
    assert.equal(await value(), "/re");
    await page.type(box, "name Old North");
    await page.keyboard.press("Enter");
    await waitForText(page, ".note", "Old North");
    assert.equal(await value(), "");

    await write(page, "/dance now");
    await waitForText(page, '[data-error-for="text"]', "no command /dance");
    assert.equal(await value(), "/dance now");
    // The browser complains of the refusal, too.
    problems.length = 0;

    await tab.open(`/conversations/${id}`);
    await page.waitForSelector("html[data-islands=ready]");
    await page.$eval(box, (one) => (one as HTMLTextAreaElement).value = "");
    await page.type(box, "/help");
    await waitForText(page, option, "This list");
    await page.keyboard.press("Enter");
    await waitForText(page, "main dd", "Put a shrug behind your words");
  },
);
