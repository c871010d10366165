/** Saving at the row, with a reminder. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";
import { openMenu, press } from "../support/row_menu.ts";

story(
  "B17 a message is saved at its row, with a reminder, in a dialog of its own page",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await jonas.send(id, "Pay the harbour fee");
    await maya.post(`${path}/messages/1/reactions`, { add: "👍" });
    const hers = await maya.tab();
    await hers.open(path);

    await step("B17 saving is a dialog of the message's own page", async () => {
      await openMenu(hers.page, 1);
      await press(hers.page, "Save");
      await hers.page.waitForSelector("dialog[open] #save");
      await hers.page.click("dialog [name=_action][value=remind]");
      await hers.page.waitForFunction(() => !document.querySelector("dialog"));
      assert.ok(await hers.page.$("#m-1 [data-mine]"), "her own mark stays");
      await openMenu(hers.page, 1);
      await press(hers.page, "Save");
      await waitForText(hers.page, "dialog h2", "Saved");
      await hers.page.click("dialog [name=remind][value=hour]");
      await hers.page.waitForFunction(() => !document.querySelector("dialog"));
      await hers.open("/saved");
      await waitForText(hers.page, "main", "Pay the harbour fee");
      await waitForText(hers.page, "main", "A reminder is set for");
    });

    await step(
      "B17 what is refused is said in the dialog, and its time is kept",
      async () => {
        await hers.open(path);
        await openMenu(hers.page, 1);
        await press(hers.page, "Save");
        await hers.page.waitForSelector("dialog[open] #save");
        await hers.page.$eval("dialog [name=remind_at]", (field) => {
          (field as HTMLInputElement).value = "2020-01-01T10:00";
        });
        await hers.page.click("dialog [name=_action][value=remind]");
        await waitForText(hers.page, "dialog .error", "That time is over");
        // The browser itself remarks on the 422.
        hers.problems.length = 0;
        const kept = await hers.page.$eval(
          "dialog [name=remind_at]",
          (field) => (field as HTMLInputElement).value,
        );
        assert.equal(kept, "2020-01-01T10:00");
      },
    );
  },
);
