/** Forwarding with script: from the row to another conversation, live there. */
import assert from "node:assert/strict";
import { arrive, story, waitForText } from "../support/browser.ts";
import { openMenu, press } from "../support/row_menu.ts";

story(
  "B20 a message is forwarded from its row, and comes live with its source",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Noor");
    const here = await maya.start([jonas], { name: "Harbour trip" });
    const there = await maya.start([amina]);
    const seq = await jonas.send(here, "The boat leaves at **nine**");
    const hers = await maya.tab();
    const aminas = await amina.tab();
    await hers.open(`/conversations/${here}`);
    await aminas.open(`/conversations/${there}`);
    const { page } = hers;
    const row = "#m-1 .forwarded";

    await step("B20 the form is one press away, and lands there", async () => {
      await openMenu(page, seq);
      await arrive(page, () => press(page, "Forward"));
      await page.waitForSelector(`input[name=to][value="${there}"]`);
      await page.click(`input[name=to][value="${there}"]`);
      await page.type("textarea[name=words]", "Do *you* come?");
      await arrive(page, () => page.click("[name=_action][value=forward]"));
      await waitForText(page, row, "Forwarded from Jonas Weber");
    });

    await step("B20 live equals reload, with its sheet", async () => {
      await waitForText(aminas.page, row, "Forwarded from Jonas Weber");
      await waitForText(aminas.page, "#m-1 .body", "nine");
      await aminas.page.waitForSelector('link[href^="/hung.css"]');
      const drawn = () =>
        aminas.page.$eval("#m-1 .bubble", (one) => one.innerHTML);
      const live = await drawn();
      assert.match(live, /<em>you<\/em>/);
      await aminas.open(`/conversations/${there}`);
      assert.equal(await drawn(), live);
    });

    await step("B20 its own page says where the original is", async () => {
      await arrive(page, () => page.click(row));
      await waitForText(page, "main", "Show the original in Harbour trip");
      await arrive(aminas.page, () => aminas.page.click(row));
      await waitForText(aminas.page, "main", "where you cannot read it");
    });
  },
);
