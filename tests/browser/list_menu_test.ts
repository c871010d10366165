/** The menu of rows, ordering by hand, and folders while news come in: with script. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, story, waitForText } from "../support/browser.ts";

/** The script of the list is loaded when somebody comes near. */
async function comeNear(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
  await page.mouse.move(30, 30);
  await page.waitForSelector("html[data-list=ready]");
}

const rows = (page: Page) =>
  page.$$eval(
    "#inbox-rows > [data-conversation-id]",
    (all) => all.map((row) => row.querySelector(".name")!.textContent),
  );

story(
  "D5 D7 a row has a menu by right click, keyboard and long press, and other devices follow",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const boat = await maya.start([jonas], { name: "Boat" });
    const choir = await maya.start([jonas], { name: "Choir" });
    const desk = await maya.tab();
    await desk.open("/conversations");
    const phone = await maya.tab({ width: 360, height: 740 });
    await phone.open("/conversations");

    await step("right click pins", async () => {
      await comeNear(desk.page);
      await desk.page.click(`#c-${boat}`, { button: "right" });
      await waitForText(desk.page, ".place-menu button", "Pin");
      await desk.page.click(".place-menu button[type=submit]");
      await desk.page.waitForSelector(`#c-${boat}[data-pinned]`);
      await phone.page.waitForSelector(`#c-${boat}[data-pinned]`);
      assert.equal(await desk.page.$(".place-menu"), null);
    });

    await step(
      "the keyboard archives, and Escape changes nothing",
      async () => {
        await desk.page.focus(`#c-${choir} a`);
        await desk.page.keyboard.down("Shift");
        await desk.page.keyboard.press("F10");
        await desk.page.keyboard.up("Shift");
        await desk.page.waitForSelector(".place-menu[open]");
        await desk.page.keyboard.press("Escape");
        await desk.page.waitForFunction(() =>
          !document.querySelector(".place-menu")
        );
        await desk.page.focus(`#c-${choir} a`);
        await desk.page.keyboard.down("Shift");
        await desk.page.keyboard.press("F10");
        await desk.page.keyboard.up("Shift");
        await desk.page.waitForSelector(".place-menu[open]");
        for (let i = 0; i < 2; i++) await desk.page.keyboard.press("ArrowDown");
        const said = await desk.page.evaluate(() =>
          document.activeElement?.textContent
        );
        assert.equal(said, "Archive");
        await desk.page.keyboard.press("Enter");
        await desk.page.waitForFunction(
          (id) => !document.getElementById(`c-${id}`),
          {},
          choir,
        );
        await waitForText(phone.page, ".parts a", "Archived (1)");
        assert.equal((await rows(phone.page)).length, 1);
      },
    );

    await step("a message brings it back on both", async () => {
      await jonas.send(choir, "Page 4");
      await desk.page.waitForSelector(`#c-${choir}`);
      await phone.page.waitForSelector(`#c-${choir}`);
    });

    await step("a long press mutes", async () => {
      const row = await phone.page.$(`#c-${choir}`);
      const box = (await row!.boundingBox())!;
      await phone.page.evaluate((id) => {
        document.querySelector(`#c-${id} a`)!.dispatchEvent(
          new FocusEvent("focusin", { bubbles: true }),
        );
      }, choir);
      await phone.page.waitForSelector("html[data-list=ready]");
      const touch = await phone.page.touchscreen.touchStart(
        box.x + 60,
        box.y + 20,
      );
      await phone.page.waitForSelector(".place-menu[open]");
      await touch.end();
      await phone.page.select(".place-menu select", "week");
      const mute = await phone.page.$(".place-menu form:last-of-type button");
      await mute!.tap();
      await phone.page.waitForSelector(`#c-${choir}[data-muted]`);
      await desk.page.waitForSelector(`#c-${choir}[data-muted]`);
      const title = await desk.page.title();
      assert.doesNotMatch(title, /^\(/, "what is muted is no news");
    });
  },
);

story(
  "D5 pinned chats are put in order by dragging and by keys",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    for (const name of ["Boat", "Choir", "Lunch"]) {
      const id = await maya.start([jonas], { name });
      await maya.post(`/conversations/${id}/place`, { _action: "pin" });
    }
    const desk = await maya.tab();
    const other = await maya.tab();
    await other.open("/conversations");
    await desk.open("/conversations/arrange");
    const order = async (wanted: string) =>
      await other.page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll("#inbox-rows .name")]
            .map((one) => one.lastChild!.textContent!.trim()).join() ===
            wanted,
        { polling: 20, timeout: 8_000 },
        wanted,
      );
    await order("Boat,Choir,Lunch");

    await step("dragging", async () => {
      await comeNear(desk.page);
      const [first, , last] = await desk.page.$$("#pinned-rows > li");
      const [from, to] = [
        (await first!.boundingBox())!,
        (await last!.boundingBox())!,
      ];
      await desk.page.mouse.move(from.x + 15, from.y + from.height / 2);
      await desk.page.mouse.down();
      await desk.page.mouse.move(from.x + 15, to.y + to.height - 4, {
        steps: 8,
      });
      await desk.page.mouse.up();
      await order("Choir,Lunch,Boat");
    });

    await step("Alt and an arrow, which keeps the focus", async () => {
      await desk.page.focus("#pinned-rows > li:last-child a");
      await desk.page.keyboard.down("Alt");
      await desk.page.keyboard.press("ArrowUp");
      await desk.page.keyboard.up("Alt");
      await order("Choir,Boat,Lunch");
      await waitForText(
        desk.page,
        "[role=status]",
        "Boat is now number 2 of 3",
      );
      const focused = await desk.page.evaluate(() =>
        document.activeElement?.textContent
      );
      assert.equal(focused, "Boat");
    });

    await step("the page says the same after a reload", async () => {
      await desk.open("/conversations/arrange");
      const names = await desk.page.$$eval(
        "#pinned-rows > li div a",
        (all) => all.map((one) => one.textContent),
      );
      assert.deepEqual(names, ["Choir", "Boat", "Lunch"]);
    });
  },
);

story(
  "D6 live updates keep to the folder in view, and D9 a key leads to the next unread",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Khalil");
    const boat = await maya.start([jonas], { name: "Boat" });
    const choir = await maya.start([amina], { name: "Choir" });
    const path = await maya.post("/folders", { name: "Waits", unread: "on" });
    const ofJonas = await maya.post("/folders", {
      name: "Jonas",
      people: "jonas",
    });
    const waits = await maya.tab();
    await waits.open(path);
    const people = await maya.tab();
    await people.open(ofJonas);

    await step("a message comes into the folder it belongs to", async () => {
      await amina.send(choir, "Page 4");
      await waits.page.waitForSelector(`#c-${choir}`);
      await jonas.send(boat, "Hoist");
      await people.page.waitForSelector(`#c-${boat}[data-unread="1"]`);
      assert.deepEqual(await rows(people.page), ["Boat"]);
      assert.deepEqual(await rows(waits.page), ["Boat", "Choir"]);
    });

    await step("what is read elsewhere leaves it", async () => {
      await maya.post(`/conversations/${choir}/read`, { seq: "9" });
      await waits.page.waitForFunction(
        (id) => !document.getElementById(`c-${id}`),
        { timeout: 8_000 },
        choir,
      );
    });

    await step("a key leads to the next unread", async () => {
      const desk = await maya.tab();
      await desk.open(`/conversations/${choir}`);
      await comeNear(desk.page);
      await arrive(desk.page, async () => {
        await desk.page.keyboard.down("Alt");
        await desk.page.keyboard.down("Shift");
        await desk.page.keyboard.press("ArrowDown");
        await desk.page.keyboard.up("Shift");
        await desk.page.keyboard.up("Alt");
      });
      assert.match(desk.page.url(), new RegExp(`/conversations/${boat}`));
    });
  },
);
