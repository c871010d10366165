/** Pinned messages with script: one click at the row, and every open page follows. */
import assert from "node:assert/strict";
import { arrive, story, waitForText } from "../support/browser.ts";
import { openMenu, press } from "../support/row_menu.ts";

story(
  "D8 a message is pinned at its row, and the list follows on other screens",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await maya.send(id, "The gate is open till nine");
    await jonas.send(id, "Good to know");
    const hers = await maya.tab();
    const his = await jonas.tab();
    const list = await jonas.tab();
    await hers.open(path);
    await his.open(path);
    await list.open(`${path}/pinned`);
    const mark = "#m-1 .pinned";

    await step(
      "D8 pinning shows at the row, in the log and in an open list",
      async () => {
        await waitForText(list.page, "main", "Nothing is pinned");
        assert.equal(await his.page.$(mark), null);
        await openMenu(hers.page, 1);
        await press(hers.page, "Pin");
        await waitForText(his.page, mark, "Pinned");
        await waitForText(his.page, "#m-3 .note", "Maya Lind pinned a message");
        await his.page.waitForSelector('link[href^="/hung.css"]');
        await waitForText(list.page, "main", "The gate is open till nine");
        await hers.page.waitForSelector(mark);
      },
    );

    await step("D8 the line and the mark lead there", async () => {
      const { page } = his;
      await arrive(page, () => page.click("#m-3 .note a"));
      await his.page.waitForSelector("#m-1[data-here], #m-1:target");
      await arrive(page, () => page.click(mark));
      await waitForText(his.page, "main h1", "Pinned messages");
      await waitForText(his.page, "main", "Pinned by Maya Lind");
      await his.open(path);
    });

    await step("D8 unpinning follows everywhere, too", async () => {
      await openMenu(his.page, 1);
      await press(his.page, "Unpin");
      await hers.page.waitForFunction(
        (mark) => !document.querySelector(mark),
        {},
        mark,
      );
      await waitForText(list.page, "main", "Nothing is pinned");
    });
  },
);
