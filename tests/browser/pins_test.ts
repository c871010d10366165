/** Pinned conversations on two devices of one person, live. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { story } from "../support/browser.ts";

const order = (page: Page) =>
  page.$$eval(
    "#inbox-rows > [data-conversation-id]",
    (rows) => rows.map((row) => (row as HTMLElement).dataset.conversationId),
  );

async function waitForOrder(page: Page, ids: readonly string[]) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>(
        "#inbox-rows > [data-conversation-id]",
      )].map((row) => row.dataset.conversationId).join() === wanted,
    { polling: 20, timeout: 8_000 },
    ids.join(),
  );
}

story(
  "D5 pinned chats stay on top in a chosen order on every device, live",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const boat = await maya.start([jonas], { name: "Boat" });
    const choir = await maya.start([jonas], { name: "Choir" });
    const lunch = await maya.start([jonas], { name: "Lunch" });
    const desk = await maya.tab();
    await desk.open("/conversations");
    const phone = await maya.tab({ width: 360, height: 740 });
    await phone.open("/conversations");
    assert.deepEqual(await order(desk.page), [lunch, choir, boat]);

    await step("what is pinned goes to the top of both", async () => {
      for (const id of [boat, choir]) {
        await maya.post(`/conversations/${id}/place`, { _action: "pin" });
      }
      await waitForOrder(desk.page, [boat, choir, lunch]);
      await waitForOrder(phone.page, [boat, choir, lunch]);
    });

    await step("a message elsewhere stays below it", async () => {
      const tea = await jonas.start([maya], { name: "Tea" });
      await jonas.send(tea, "Kettle is on");
      await waitForOrder(desk.page, [boat, choir, tea, lunch]);
      await jonas.send(lunch, "Soup today");
      await waitForOrder(phone.page, [boat, choir, lunch, tea]);
      await jonas.send(choir, "Page 4");
      await phone.page.waitForSelector(`#c-${choir}[data-unread="1"]`);
      assert.deepEqual(await order(phone.page), [boat, choir, lunch, tea]);
      await phone.open("/conversations");
      assert.deepEqual(await order(phone.page), [boat, choir, lunch, tea]);
    });

    await step("a new order shows on both", async () => {
      await maya.post("/conversations/arrange", {
        _action: "up",
        conversation: choir,
      });
      await desk.page.waitForFunction(
        (id) => document.querySelector("#inbox-rows > li")?.id === `c-${id}`,
        {},
        choir,
      );
      assert.deepEqual(
        (await order(desk.page)).slice(0, 2),
        [choir, boat],
      );
    });
  },
);
