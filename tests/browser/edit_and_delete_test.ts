/** What is said, said better, and taken back, on two screens at once. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, story, waitForText, write } from "../support/browser.ts";

const MARKDOWN = [
  "**Plan** for _Saturday_, see [the map](https://example.org/map?a=1&b=2)",
  "",
  "- bread & cheese",
  "- `tide(9)` is low",
  "",
  "> who brings the rope?",
  "",
  "```",
  "if (rain) { stay(); }",
  "```",
  "<b onclick=alert(1)>not bold</b> javascript:alert(1)",
].join("\n");

const bodyOf = (page: Page, seq: number) =>
  page.$eval(`#m-${seq} .body`, (body) => body.innerHTML);

story(
  "B6 B7 B8 formatting, edits and deletes show on the other open screen",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    const hers = await maya.tab();
    const his = await jonas.tab();
    for (const tab of [hers, his]) await tab.open(path);

    await step(
      "B6 the same HTML stands in the live view and after a reload",
      async () => {
        await maya.send(id, MARKDOWN);
        await his.page.waitForSelector("#m-1 .body pre");
        const live = await bodyOf(his.page, 1);
        assert.ok(live.includes("<strong>Plan</strong>"), live);
        assert.ok(!live.includes("<b "), "source HTML is text");
        assert.equal(await bodyOf(hers.page, 1), live, "own screen");
        await his.open(path);
        assert.equal(await bodyOf(his.page, 1), live, "after a reload");
        assert.equal(
          await his.page.$$eval("#m-1 [onclick]", (a) => a.length),
          0,
        );
      },
    );

    await step(
      "B6 a message on its way looks as it will, and the server's row takes its place",
      async () => {
        await hers.page.waitForSelector("html[data-islands=ready]");
        await write(hers.page, "A *short* one");
        await hers.page.waitForSelector("#m-2[data-state=sent]");
        await waitForText(his.page, "#m-2", "A short one");
        assert.equal(await bodyOf(hers.page, 2), await bodyOf(his.page, 2));
        assert.equal((await hers.page.$$("[data-client-id]")).length, 0);
      },
    );

    await step("B7 an edit shows on the other screen, marked", async () => {
      const form = await maya.tab();
      await form.open(`${path}/messages/2`);
      await form.page.$eval(
        "#edit textarea",
        (box) => (box as HTMLTextAreaElement).value = "A _better_ one",
      );
      await arrive(form.page, () => form.page.click("#edit [value=edit]"));
      await waitForText(his.page, "#m-2", "A better one");
      await waitForText(hers.page, "#m-2", "A better one");
      for (const { page } of [his, hers]) {
        assert.equal(
          await page.$eval("#m-2 .edited", (a) => a.textContent),
          "edited",
        );
      }
      await waitForText(his.page, "#inbox-rows .last", "A better one");
      await form.page.close();
    });

    await step("B7 the earlier text can be looked up by members", async () => {
      const other = await jonas.tab({ scripts: false });
      await other.open(`${path}/messages/2/versions`);
      await waitForText(other.page, "#versions", "A *short* one");
      assert.equal((await other.page.$$("#edit")).length, 0);
      await other.open(`${path}/messages/2`);
      assert.equal(
        (await other.page.$$("#edit, #delete")).length,
        0,
        "not his",
      );
      await other.page.close();
    });

    await step("B7 the administrator sets how long one may edit", async () => {
      await maya.post("/admin", {
        _action: "change-settings",
        registration: "open",
        edit_window: "0",
      });
      const without = await maya.tab({ scripts: false });
      await without.open(`${path}/messages/2`);
      assert.equal((await without.page.$$("#edit")).length, 0);
      assert.equal((await without.page.$$("#delete")).length, 1);
      await without.page.close();
    });

    await step(
      "B8 deleting takes the text from every open screen",
      async () => {
        const form = await maya.tab({ scripts: false });
        await form.open(`${path}/messages/2`);
        await arrive(
          form.page,
          () => form.page.click("#delete [value=delete]"),
        );
        for (const { page } of [his, hers]) {
          await waitForText(page, "#m-2 .gone", "This message was deleted");
          const whole = await page.evaluate(() => document.body.textContent);
          assert.ok(!whole.includes("better one"), "not in the list either");
        }
        await his.open(path);
        const whole = await his.page.evaluate(() => document.body.textContent);
        assert.ok(!whole.includes("better one") && !whole.includes("short"));
        await form.page.close();
      },
    );
  },
);
