/** Polls with script: a click votes, and every open page shows the totals. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";

story(
  "B16 a vote is one click at the row, and the totals are live on other screens",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    const hers = await maya.tab();
    const his = await jonas.tab();
    const hisOther = await jonas.tab();
    for (const tab of [hers, his, hisOther]) await tab.open(path);
    const ask = (text: string, fields: Record<string, string> = {}) =>
      maya.post(`${path}/polls/new`, {
        client_id: `poll-${text.replaceAll(/\W/g, "")}`,
        text,
        options: "Visby\nOban\nBergen",
        ...fields,
      });
    const option = (seq: number, choice: number) =>
      `#m-${seq} [data-choice="${choice}"]`;
    const total = (seq: number) => `#m-${seq} .poll .quiet`;

    await step("B16 a poll comes live, with its own style sheet", async () => {
      await ask("Which harbour?");
      await his.page.waitForSelector(option(1, 0));
      await his.page.waitForSelector('link[href^="/poll.css"]');
      await his.page.hover("#m-1 .bubble");
      await his.page.waitForSelector("html[data-tools=ready]");
    });

    await step(
      "B16 live totals, and one's own mark on one's own screens",
      async () => {
        await his.page.click(option(1, 1));
        await waitForText(hers.page, total(1), "1 person has voted");
        await his.page.waitForSelector(`${option(1, 1)}[data-mine]`);
        await hisOther.page.waitForSelector(`${option(1, 1)}[data-mine]`);
        assert.equal(await hers.page.$("#m-1 [data-mine]"), null);
        await his.page.click(option(1, 2));
        await hisOther.page.waitForSelector(`${option(1, 2)}[data-mine]`);
        assert.equal(await hisOther.page.$(`${option(1, 1)}[data-mine]`), null);
        await waitForText(hers.page, total(1), "1 person has voted");
        await his.page.click(option(1, 2));
        await waitForText(hers.page, total(1), "Nobody has voted yet");
        assert.ok(his.page.url().endsWith(path), "the link was not followed");
      },
    );

    await step(
      "B16 several answers, anonymously: the mark still reaches one's own screens",
      async () => {
        await ask("What to bring?", { several: "on", anonymous: "on" });
        await his.page.waitForSelector(option(2, 0));
        await his.page.click(option(2, 0));
        await his.page.waitForSelector(`${option(2, 0)}[data-mine]`);
        await his.page.click(option(2, 2));
        await hisOther.page.waitForSelector(`${option(2, 2)}[data-mine]`);
        assert.ok(await hisOther.page.$(`${option(2, 0)}[data-mine]`));
        await waitForText(hers.page, `#m-2 li:last-child b`, "1 vote");
        assert.equal(await hers.page.$("#m-2 [data-mine]"), null);
      },
    );

    await step(
      "B16 live equals reload, and a closed poll takes no click",
      async () => {
        await maya.post(`${path}/messages/1/votes`, { _action: "close" });
        await waitForText(his.page, total(1), "closed");
        const rows = () =>
          his.page.$$eval(".poll", (all) => all.map((one) => one.outerHTML));
        const live = await rows();
        await his.open(path);
        assert.deepEqual(await rows(), live);
        assert.equal(await his.page.$("#m-1 a[data-choice]"), null);
      },
    );
  },
);
