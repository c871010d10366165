/** Pages as each reader wants them: their clock, their language, their colours. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, PASSWORD, story } from "../support/browser.ts";

/** The clock on a message: what machines read, and what people read. */
const clockOf = (page: Page) =>
  page.$eval("#m-1 time", (time) => ({
    instant: (time as HTMLTimeElement).dateTime,
    words: time.textContent ?? "",
  }));

/** Only what people would compare: digits and halves of the day, without the kinds of space. */
const plain = (text: string) => text.replace(/\s+/gu, " ").trim();

function timeIn(language: string, timeZone: string, instant: string): string {
  return plain(
    new Intl.DateTimeFormat(language, {
      timeZone,
      hour: "numeric",
      minute: "2-digit",
    }).format(new Date(instant)),
  );
}

const looks = (page: Page) =>
  page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
    ink: getComputedStyle(document.body).color,
  }));

story(
  "B3 I2 I6 times, language and theme are the reader's own, with scripts off too",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await maya.send(id, "Half past two, by whose clock?");

    await step(
      "B3 without scripts the time is that of the zone in the settings",
      async () => {
        const tab = await jonas.tab({ scripts: false });
        for (
          const [language, zone] of [
            ["en", "Pacific/Auckland"],
            ["en", "America/St_Johns"],
            ["ar", "Asia/Colombo"],
          ] as const
        ) {
          await tab.open("/settings/language");
          await tab.page.select("[name=language]", language).catch(() =>
            tab.page.click(`[name=language][value=${language}]`)
          );
          await tab.page.$eval(
            "[name=time_zone]",
            (field, zone) => (field as HTMLInputElement).value = zone,
            zone,
          );
          await arrive(
            tab.page,
            () =>
              tab.page.click("form[action='/settings/language'] [type=submit]"),
          );
          await tab.open(`${path}?around=1`);
          const { instant, words } = await clockOf(tab.page);
          assert.match(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          assert.equal(plain(words), timeIn(language, zone, instant), zone);
          assert.equal(
            await tab.page.evaluate(() => document.documentElement.lang),
            language,
          );
        }
        await tab.page.close();
      },
    );

    await step(
      "B3 without a setting the browser's own zone is followed",
      async () => {
        const tab = await maya.tab();
        await tab.page.emulateTimezone("Asia/Tokyo");
        await tab.open("/conversations");
        await tab.page.waitForFunction(() => document.cookie.includes("tz="));
        await tab.open(path);
        const { instant, words } = await clockOf(tab.page);
        assert.equal(plain(words), timeIn("en", "Asia/Tokyo", instant));
        await tab.page.close();
      },
    );

    await step(
      "I6 Arabic runs from right to left, with the list at the right",
      async () => {
        const tab = await jonas.tab();
        await tab.open(path);
        const list = await tab.page.$eval(
          ".inbox",
          (one) => one.getBoundingClientRect().left,
        );
        assert.ok(list > 640, "the list stands at the right");
        await tab.page.close();
      },
    );

    await step(
      "I2 a theme stands in the page before anything is drawn, whatever the system says",
      async () => {
        await maya.post("/settings/appearance", { theme: "dark" });
        const tab = await maya.tab({ scheme: "light" });
        // What the page looks like before any script could have run.
        await tab.page.evaluateOnNewDocument(() => {
          new MutationObserver((_, watcher) => {
            const { dataset } = document.documentElement;
            if (!document.body) return;
            sessionStorage.setItem("first", dataset.theme ?? "none");
            watcher.disconnect();
          }).observe(document, { childList: true, subtree: true });
        });
        await tab.open(path);
        const first = await tab.page.evaluate(() =>
          sessionStorage.getItem("first")
        );
        assert.equal(first, "dark");
        const dark = await looks(tab.page);
        await maya.post("/settings/appearance", { theme: "light" });
        await tab.open(path);
        const light = await looks(tab.page);
        await maya.post("/settings/appearance", { theme: "contrast" });
        await tab.open(path);
        const contrast = await looks(tab.page);
        assert.deepEqual([dark.theme, light.theme, contrast.theme], [
          "dark",
          "light",
          "contrast",
        ]);
        assert.notEqual(dark.ink, light.ink);
        await tab.page.close();
      },
    );

    await step("I2 it follows the account to another browser", async () => {
      await maya.post("/settings/appearance", { theme: "dark" });
      const tab = await stage.tab({ scripts: false });
      await tab.open("/sign-in");
      await tab.page.type("[name=username]", "maya");
      await tab.page.type("[name=password]", PASSWORD);
      await arrive(
        tab.page,
        () => tab.page.click("form[action='/sign-in'] [type=submit]"),
      );
      assert.equal((await looks(tab.page)).theme, "dark");
      await tab.page.close();
    });

    await step(
      "I2 by default the system decides, at once and without scripts",
      async () => {
        const inks: string[] = [];
        for (const scheme of ["light", "dark"] as const) {
          const tab = await jonas.tab({ scripts: false, scheme });
          await tab.open("/conversations");
          const { theme, ink } = await looks(tab.page);
          assert.equal(theme, "system");
          inks.push(ink);
          await tab.page.close();
        }
        assert.notEqual(inks[0], inks[1]);
      },
    );
  },
);
