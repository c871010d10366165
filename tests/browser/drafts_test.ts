/** Text that was left unsent follows its writer to another browser. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";

const BOX = "[data-composer] textarea";

story(
  "B13 Text left unsent on one device is in the composer on another after a reload",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    const desk = await maya.tab();
    const phone = await maya.tab({ width: 360, height: 740 });
    const textOn = (tab: typeof desk) =>
      tab.page.$eval(BOX, (box) => (box as HTMLTextAreaElement).value);
    const ready = async (tab: typeof desk) => {
      await tab.open(path);
      await tab.page.waitForSelector("html[data-islands=ready]");
    };
    await ready(phone);
    assert.equal(await textOn(phone), "");

    await step("what is typed is saved while one thinks", async () => {
      await ready(desk);
      const saved = desk.page.waitForResponse((one) =>
        one.url().endsWith("/compose") && one.status() === 200
      );
      await desk.page.type(BOX, "Meet me at the");
      await saved;
      await ready(phone);
      assert.equal(await textOn(phone), "Meet me at the");
    });

    await step("the list says so, and no other person's", async () => {
      await phone.open("/conversations");
      await waitForText(phone.page, ".rows", "Draft:");
      const other = await jonas.tab();
      await other.open("/conversations");
      assert.doesNotMatch(
        await other.page.$eval("body", (body) => body.textContent ?? ""),
        /Meet me/,
      );
    });

    await step("sent from there, it is gone from here", async () => {
      await ready(phone);
      await phone.page.focus(BOX);
      await phone.page.keyboard.press("End");
      await phone.page.keyboard.type(" pier");
      const sent = phone.page.waitForResponse((one) =>
        one.url().endsWith("/messages") && one.ok()
      );
      await phone.page.click(".send");
      await sent;
      await waitForText(phone.page, ".flow", "Meet me at the pier");
      await ready(desk);
      assert.equal(await textOn(desk), "");
    });

    await step(
      "what the server never got wins over what it got before",
      async () => {
        const saved = desk.page.waitForResponse((one) =>
          one.url().endsWith("/compose") && one.status() === 200
        );
        await desk.page.type(BOX, "One");
        await saved;
        await desk.page.setRequestInterception(true);
        desk.page.on(
          "request",
          (request) =>
            request.url().endsWith("/compose")
              ? request.abort()
              : request.continue(),
        );
        await desk.page.keyboard.type(" and two");
        await ready(desk);
        assert.equal(await textOn(desk), "One and two");
        desk.problems.splice(0);
      },
    );
  },
);
