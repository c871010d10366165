/** One's own server's emoji, by a click. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";
import { openMenu, press } from "../support/row_menu.ts";
import { png } from "../lib/accounts/_pictures.ts";

story(
  "B11 an emoji of the server is one click in the choice, comes live with its picture, and a click takes it back",
  async (stage) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    await maya.plain.open("/admin/emoji");
    const body = new FormData();
    body.set("csrf", /name="csrf" value="([^"]*)"/.exec(maya.plain.html)![1]!);
    body.set("name", "party");
    body.set("picture", new File([png()], "party.png"));
    const added = await maya.plain.request("/admin/emoji", {
      method: "POST",
      body,
    });
    assert.equal(added.status, 303);
    await added.body?.cancel();
    const id = await maya.start([jonas]);
    await maya.send(id, "Cake at four");
    const his = await jonas.tab();
    const hers = await maya.tab({ width: 360 });
    for (const tab of [his, hers]) await tab.open(`/conversations/${id}`);
    const { page } = his;
    await openMenu(page, 1);
    await press(page, "More emoji");
    const button = 'dialog[open] button[value=":party:"]';
    await page.waitForSelector(`${button} img[alt=":party:"]`);
    await page.$eval(button, (one) => (one as HTMLElement).click());
    const chip = '#m-1 [data-emoji=":party:"]';
    for (const tab of [his, hers]) {
      await waitForText(tab.page, chip, "1");
      await tab.page.waitForFunction(
        (chip) => {
          const img = document.querySelector<HTMLImageElement>(`${chip} img`);
          return img?.alt === ":party:" && img.naturalWidth === 40 &&
            img.getBoundingClientRect().height < 30;
        },
        { polling: 50, timeout: 8_000 },
        chip,
      );
    }
    await page.waitForSelector(`${chip}[data-mine]`);
    assert.equal(await hers.page.$(`${chip}[data-mine]`), null);
    await maya.send(id, "So :party: it is");
    await page.waitForSelector('#m-2 .body img[alt=":party:"]');
    await page.$eval(chip, (one) => (one as HTMLElement).click());
    await hers.page.waitForFunction(
      (chip) => !document.querySelector(chip),
      { polling: 50, timeout: 8_000 },
      chip,
    );
  },
);
