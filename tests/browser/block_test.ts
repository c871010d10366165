/** Blocking in a browser with scripts: rows come folded, and nothing counts. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";

story(
  "H10 with script, what somebody writes whom one has blocked comes folded away, one who is muted raises no count, and Show leads to the words",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const bo = await stage.person("bo", "Bo Berg");
    const ravi = await stage.person("ravi", "Ravi Shah");
    const id = await maya.start([bo, ravi], { name: "Boats" });
    const other = await maya.start([bo, ravi], { name: "Sails" });
    const badge = `[data-conversation-id="${other}"] .badge`;
    await maya.post("/people/bo/block", {});
    const tab = await maya.tab();
    await tab.open(`/conversations/${id}`);
    await tab.page.waitForSelector("html[data-islands=ready]");

    await step("H10 a live row of theirs is a line with a way", async () => {
      await bo.send(id, "words that are hidden");
      await waitForText(tab.page, "#flow", "Message from somebody you blocked");
      await ravi.send(id, "words for all");
      await waitForText(tab.page, "#flow", "words for all");
      assert.doesNotMatch(await tab.page.content(), /words that are hidden/);
    });

    await step("H10 the list counts others, not them", async () => {
      await bo.send(other, "hidden, too");
      await ravi.send(other, "this one counts");
      await tab.page.waitForSelector(badge);
      await waitForText(tab.page, `${badge} > span`, "1");
      await bo.send(other, "the last word");
      await ravi.send(other, "and another");
      await waitForText(tab.page, `${badge} > span`, "2");
    });

    await step("H10 Show leads to the words", async () => {
      await tab.page.click(".note a");
      await waitForText(tab.page, "main .body", "words that are hidden");
    });
  },
);
