/** Who is typing, as the other person sees it. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { story, waitForText, write } from "../support/browser.ts";

/** From now on remembers every sentence that the typing line says. */
async function record(page: Page): Promise<void> {
  await page.evaluate(() => {
    const line = document.querySelector<HTMLElement>(".is-typing")!;
    line.dataset.said = "";
    new MutationObserver(() => line.dataset.said += line.textContent ?? "")
      .observe(line, { childList: true, characterData: true, subtree: true });
  });
}

const recorded = (page: Page) =>
  page.$eval(".is-typing", (line) => (line as HTMLElement).dataset.said);

/** Types a letter and waits until the server has been told, or has had time to be. */
async function typeALetter(page: Page): Promise<void> {
  const told = page.waitForResponse(
    (response) => response.url().endsWith("/typing"),
    { timeout: 5_000 },
  );
  await page.type("[data-composer] textarea", "w");
  await told;
}

story(
  "B2 typing shows on the other screen, fades, and never shows once turned off",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    await maya.send(id, "I will write you about the harbour in a moment.");
    const hers = await maya.tab();
    const his = await jonas.tab();
    for (const tab of [hers, his]) await tab.open(`/conversations/${id}`);
    await his.page.waitForFunction(() =>
      document.visibilityState === "visible"
    );

    await step(
      "it shows within a second, in the log and in the list",
      async () => {
        const started = performance.now();
        await hers.page.type("[data-composer] textarea", "W");
        await waitForText(his.page, ".is-typing", "Maya Lind is typing");
        await waitForText(his.page, "#inbox-rows .last", "Maya Lind is typing");
        const took = Math.round(performance.now() - started);
        console.log(`B2 typing appeared after ${took} ms`);
        assert.ok(took < 1_000, `it took ${took} ms`);
      },
    );

    await step("it vanishes within six seconds of stopping", async () => {
      const started = performance.now();
      await his.page.waitForFunction(
        () => document.querySelector(".is-typing")?.textContent === "",
        { polling: 50, timeout: 8_000 },
      );
      const took = performance.now() - started;
      assert.ok(took < 6_500, `it took ${took} ms`);
      await waitForText(his.page, "#inbox-rows .last", "about the harbour");
    });

    await step("the message itself ends it at once", async () => {
      await typeALetter(hers.page);
      await waitForText(his.page, ".is-typing", "Maya Lind is typing");
      await write(hers.page, "hat about Saturday?");
      await waitForText(his.page, ".message", "hat about Saturday?");
      assert.equal(
        await his.page.$eval(".is-typing", (line) => line.textContent),
        "",
      );
    });

    await step("it never shows if she turned it off", async () => {
      await maya.post("/settings/privacy", { share_receipts: "on" });
      await hers.open(`/conversations/${id}`);
      await record(his.page);
      await typeALetter(hers.page);
      await write(hers.page, " is on.");
      // One stream keeps its order: a typing event would have come before.
      await waitForText(his.page, ".message", "w is on.");
      assert.equal(await recorded(his.page), "");
    });

    await step("and who hides it does not see others type either", async () => {
      await hers.page.waitForSelector(".is-typing");
      await record(hers.page);
      await typeALetter(his.page);
      await write(his.page, "onderful.");
      await waitForText(hers.page, ".message", "wonderful.");
      assert.equal(await recorded(hers.page), "");
    });
  },
);
