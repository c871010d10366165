/** Mentioning with scripts: suggestions by keys alone, and what the other sees live. */
import assert from "node:assert/strict";
import { story, waitForText } from "../support/browser.ts";

const BOX = "[data-composer] textarea";

story(
  "B12 suggestions while one types are chosen by keys alone, and whoever is mentioned sees it live",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const noor = await stage.person("noor", "نور الحداد");
    const group = await maya.start([jonas, noor], { name: "Boat" });
    const other = await maya.start([jonas], { name: "Choir" });
    const path = `/conversations/${group}`;
    const desk = await maya.tab();
    const phone = await jonas.tab({ width: 360, height: 740 });
    const { page } = desk;
    await desk.open(path);
    await page.waitForSelector("html[data-islands=ready]");
    await phone.open("/conversations");
    const waitForActive = (word: string) =>
      page.waitForFunction(
        (box, word) => {
          const id = document.querySelector(box)
            ?.getAttribute("aria-activedescendant");
          const option = id ? document.getElementById(id) : null;
          return option?.dataset.word === word &&
            option.getAttribute("aria-selected") === "true";
        },
        {},
        BOX,
        word,
      );
    const waitForBox = (text: string) =>
      page.waitForFunction(
        (box, text) =>
          document.querySelector<HTMLTextAreaElement>(box)?.value === text,
        {},
        BOX,
        text,
      );

    await step("the first fits, arrows go on and round", async () => {
      await page.focus(BOX);
      await page.keyboard.type("Look, @");
      await waitForActive("jonas");
      await page.keyboard.press("ArrowDown");
      await waitForActive("noor");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await waitForActive("owners");
      assert.ok(
        await page.$eval("[role=listbox]", (list) => {
          const { top, left, right } = list.getBoundingClientRect();
          return top > 0 && left >= 0 && right <= innerWidth;
        }),
      );
    });

    await step("Escape closes, and letters narrow it down", async () => {
      await page.keyboard.press("Escape");
      await page.waitForSelector("[role=listbox]", { hidden: true });
      await page.keyboard.type("we");
      await waitForActive("jonas");
      await page.keyboard.press("Enter");
      await waitForBox("Look, @jonas ");
      await page.waitForSelector("[role=listbox]", { hidden: true });
    });

    await step("Enter now sends, and the other's list says so", async () => {
      await page.keyboard.press("Enter");
      await waitForText(page, ".flow", "@jonas");
      await phone.page.waitForSelector(
        `#c-${group}[data-mentions] .badge ::-p-text(@2)`,
      );
      await waitForText(phone.page, ".notices", "1 mention");
    });

    await step(
      "what means oneself is marked, for others it is not",
      async () => {
        await phone.open(path);
        const look = (tab: typeof desk) =>
          tab.page.$eval(
            "[data-mention]",
            (one) => getComputedStyle(one).backgroundColor,
          );
        assert.notEqual(await look(phone), "rgba(0, 0, 0, 0)");
        await page.waitForFunction(() =>
          [...document.styleSheets].some(({ href }) =>
            href?.includes("/mine.css")
          )
        );
        assert.equal(await look(desk), "rgba(0, 0, 0, 0)");
      },
    );

    await step("reading it takes the mark away on all screens", async () => {
      // Who looks at it has seen it at once.
      await phone.open("/conversations");
      const second = await jonas.tab();
      await second.open(`/conversations/${other}`);
      await maya.send(group, "@jonas, once more");
      await second.page.waitForSelector(`#c-${group}[data-mentions]`);
      await phone.open(path);
      await second.page.waitForSelector(`#c-${group}:not([data-mentions])`);
      await second.page.waitForFunction(() =>
        !document.querySelector('.notices [href="/notices"]')
      );
    });

    await step("right to left, with a finger", async () => {
      await noor.post("/settings/language", { language: "ar" });
      const tab = await noor.tab({ width: 360, height: 740 });
      await tab.open(path);
      await tab.page.waitForSelector("html[dir=rtl][data-islands=ready]");
      await tab.page.focus(BOX);
      await tab.page.keyboard.type("@ma");
      await tab.page.waitForSelector('[role=option][data-word="maya"]');
      await tab.page.click('[role=option][data-word="maya"]');
      await tab.page.waitForFunction(
        (box) =>
          document.querySelector<HTMLTextAreaElement>(box)?.value === "@maya ",
        {},
        BOX,
      );
      assert.ok(
        await tab.page.$eval(BOX, (box) => box === document.activeElement),
      );
    });
  },
);
