/** A day without a mouse: from signing up to signing out, by keys alone. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, PASSWORD, story, waitForText } from "../support/browser.ts";
import {
  arrowTo,
  chord,
  fill,
  focusOf,
  follow,
  tabTo,
  waitForFocus,
} from "../support/keyboard.ts";

const ready = (page: Page) => page.waitForSelector("html[data-islands=ready]");

/** Opens the menu of the newest row, coming from the composer or the log. */
async function openMenu(page: Page, seq: number): Promise<void> {
  await tabTo(page, "#log", { back: true });
  await page.waitForSelector("html[data-tools=ready]");
  await arrowTo(page, "ArrowUp", `#m-${seq}`, "");
  assert.ok((await focusOf(page)).seen, "nobody sees which row has the focus");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".tools[data-open]");
}

async function choose(page: Page, words: string): Promise<void> {
  await arrowTo(page, "ArrowRight", ".tools button", words);
  assert.ok((await focusOf(page)).seen, words);
  await page.keyboard.press("Enter");
}

story(
  "I4 everything can be done without a mouse: from signing up to signing out by keys alone",
  async (stage, step) => {
    const jonas = await stage.person("jonas", "Jonas Weber");
    await stage.person("amina", "Amina Khalil");
    const tab = await stage.tab();
    const { page } = tab;
    const { keyboard } = page;
    const path = () => new URL(page.url()).pathname;
    let group = "";

    await step("signing up", async () => {
      await tab.open("/sign-up");
      await fill(page, "username", "maya");
      await fill(page, "name", "Maya Lind");
      await fill(page, "password", PASSWORD);
      await arrive(page, () => keyboard.press("Enter"));
      assert.equal(path(), "/conversations");
    });

    await step("making a group", async () => {
      await follow(page, "a[href='/conversations/new']");
      await tabTo(page, "[name=kind]");
      await keyboard.press("ArrowRight");
      assert.equal(
        await page.$eval(
          "[name=kind]:checked",
          (one) => (one as HTMLInputElement).value,
        ),
        "group",
      );
      await tabTo(page, "[type=checkbox][value=jonas]");
      await keyboard.press("Space");
      await fill(page, "name", "Harbour");
      await arrive(page, () => keyboard.press("Enter"));
      group = path();
      assert.match(group, /^\/conversations\/[0-9a-f-]+$/);
    });

    await step("adding a person", async () => {
      await follow(page, `a[href="${group}/members"]`);
      await fill(page, "members", "amina");
      await keyboard.press("Enter");
      await waitForText(page, "main", "Amina Khalil");
      await tab.open(group);
    });

    await step("writing", async () => {
      await ready(page);
      await tabTo(page, "[data-composer] textarea");
      await keyboard.type("We sail at ten");
      await keyboard.press("Enter");
      await waitForText(page, ".message[data-state=sent]", "We sail at ten");
      await waitForFocus(page, "[data-composer] textarea");
    });
    const first = await page.$eval(
      ".message[data-state=sent]",
      (row) => Number(row.getAttribute("data-seq")),
    );

    await step("replying, with the focus in the composer at once", async () => {
      await openMenu(page, first);
      await choose(page, "Reply");
      await waitForFocus(page, "[data-composer] textarea");
      await keyboard.type("With the tide");
      await keyboard.press("Enter");
      await waitForText(page, ".message .quote", "We sail at ten");
    });

    await step("reacting, and back on the row", async () => {
      await openMenu(page, first);
      await choose(page, "React with 👍");
      await page.waitForSelector(`#m-${first} [data-emoji='👍'][data-mine]`);
      await waitForFocus(page, `#m-${first}`);
    });

    await step("editing, and back on the row", async () => {
      await openMenu(page, first);
      await choose(page, "Edit");
      await page.waitForSelector("dialog[open] #edit");
      await waitForFocus(page, "dialog textarea");
      // No way out of what is open but through it.
      for (let i = 0; i < 8; i++) {
        await keyboard.press("Tab");
        const inside = await page.evaluate(() => {
          const at = document.activeElement;
          return at === document.body || !!at?.closest("dialog");
        });
        assert.ok(inside, (await focusOf(page)).name);
      }
      await keyboard.press("Escape");
      await waitForFocus(page, `#m-${first}`);
      await keyboard.press("Enter");
      await choose(page, "Edit");
      await waitForFocus(page, "dialog textarea");
      await keyboard.type(" sharp");
      await tabTo(page, "dialog [value=edit]");
      await keyboard.press("Enter");
      await waitForText(page, `#m-${first} .body`, "We sail at ten sharp");
      await waitForFocus(page, `#m-${first}`);
    });

    await step("deleting", async () => {
      await openMenu(page, first + 1);
      await choose(page, "Delete");
      await page.waitForSelector("dialog[open] #delete");
      await tabTo(page, "dialog [value=delete]");
      await keyboard.press("Enter");
      await page.waitForSelector(`#m-${first + 1} .gone`);
      await waitForFocus(page, `#m-${first + 1}`);
    });

    await step("a thread", async () => {
      await openMenu(page, first);
      await tabTo(page, "#row-tools button");
      await arrive(page, () => choose(page, "Reply in thread"));
      await ready(page);
      await tabTo(page, "[data-composer] textarea");
      await keyboard.type("Who steers?");
      await keyboard.press("Enter");
      await waitForText(page, ".message", "Who steers?");
    });

    await step("searching, and jumping anywhere", async () => {
      await chord(page, "Control", "k");
      await waitForFocus(page, "dialog #field-q");
      await keyboard.type("sharp");
      await waitForText(page, "dialog .hit", "We sail at ten");
      await keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      await waitForFocus(page, "[data-composer] textarea");
      await chord(page, "Control", "k");
      await waitForFocus(page, "dialog #field-q");
      await keyboard.type("Jonas");
      await waitForText(page, "dialog #results", "Jonas Weber");
      await arrowTo(page, "ArrowDown", "dialog #results a", "Jonas Weber");
      await arrive(page, () => keyboard.press("Enter"));
      assert.equal(path(), "/people/jonas");
    });

    await step("the keys are listed, and the focus comes back", async () => {
      await tabTo(page, "main a, main button");
      const before = (await focusOf(page)).name;
      await keyboard.press("?");
      await waitForText(page, "dialog[open] .ask", "Ctrl");
      await keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      assert.equal((await focusOf(page)).name, before);
    });

    await step("changing a setting", async () => {
      await follow(page, "a[href='/settings/profile'], a[href='/settings']");
      await follow(page, "a[href='/settings/appearance']");
      await tabTo(page, "[name=theme]");
      await arrowTo(page, "ArrowRight", "[name=theme][value=dark]", "");
      await tabTo(page, "main button");
      await keyboard.press("Enter");
      await page.waitForSelector("html[data-theme=dark]");
    });

    await step("sorting the list", async () => {
      const maya = await stage.signIn("maya", PASSWORD);
      const choir = await maya.start([jonas], { name: "Choir" });
      await follow(page, "a[href='/conversations']");
      for (const id of [group.split("/").at(-1)!, choir]) {
        await tabTo(page, `#c-${id} a`);
        await page.waitForSelector("html[data-list=ready]");
        await chord(page, "Shift", "F10");
        await page.waitForSelector(".place-menu[open]");
        await arrowTo(page, "ArrowDown", ".place-menu button", "Pin");
        await keyboard.press("Enter");
        await page.waitForSelector(`#c-${id}[data-pinned]`);
        await waitForFocus(page, `#c-${id} a`);
      }
      await follow(page, "a[href='/conversations/arrange']", { back: true });
      await tabTo(page, "#pinned-rows a", { words: "Choir" });
      await page.waitForSelector("html[data-list=ready]");
      await chord(page, "Alt", "ArrowUp");
      await waitForText(page, "[role=status]", "Choir is now number 1 of 2");
      await waitForFocus(page, "#pinned-rows li:first-child a");
    });

    await step("signing out", async () => {
      await follow(page, "a[href^='/settings']", { words: "account of Maya" });
      await follow(page, "form[action='/sign-out'] button");
      assert.equal(path(), "/sign-in");
    });
  },
);
