/** From a small phone to a desk: nothing sticks out, everything can be hit. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { story } from "../support/browser.ts";
import { buildSite, openPage, withMail } from "./pages.ts";

/** What is wider than the screen, and which controls are too small for a finger. */
async function faultsOf(page: Page): Promise<string[]> {
  // The document stands before its style sheets do.
  for (let tries = 0; tries < 200 && !await isStyled(page); tries++) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return await page.evaluate(() => {
    const faults: string[] = [];
    const name = (element: Element) =>
      `<${element.tagName.toLowerCase()} class="${
        element.getAttribute("class") ?? ""
      }"> ${element.textContent?.trim().slice(0, 30)}`;
    const root = document.scrollingElement!;
    if (root.scrollWidth > root.clientWidth) {
      const far = [...document.body.querySelectorAll("*")].filter((one) =>
        one.getBoundingClientRect().right > innerWidth + 1 ||
        one.getBoundingClientRect().left < -1
      );
      faults.push(`scrolls sideways: ${far.slice(0, 3).map(name).join(" | ")}`);
    }
    for (const one of document.querySelectorAll(".log, .inbox, main, aside")) {
      if (one.scrollWidth > one.clientWidth + 1) {
        faults.push(`scrolls sideways inside: ${name(one)}`);
      }
    }
    const controls = document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary",
    );
    for (const one of controls) {
      const style = getComputedStyle(one);
      // WCAG 2.5.8 leaves out what stands in a line of text.
      if (style.display === "inline" || one.closest(".body")) continue;
      // The button that Enter presses is no target.
      if (one.getAttribute("aria-hidden") === "true") continue;
      // A hidden twin for the ear, or a control whose label is the target.
      const label = one.closest("label");
      const { width, height } = (label ?? one).getBoundingClientRect();
      if (width <= 1 || height <= 1 || style.visibility === "hidden") continue;
      if (width < 24 || height < 24) {
        faults.push(
          `target ${Math.round(width)}×${Math.round(height)}: ${name(one)}`,
        );
      }
    }
    return faults;
  });
}

story(
  "I1 at 320 px nothing scrolls sideways and every target has 24 px",
  async (stage, step) => {
    const site = await buildSite(stage);
    await step("the measure would notice", async () => {
      const { page, open } = await stage.tab({ width: 320, height: 640 });
      await open("/sign-in");
      assert.deepEqual(await faultsOf(page), []);
      await page.evaluate(() => {
        const wide = document.createElement("button");
        wide.textContent = "w".repeat(200);
        document.querySelector("main")!.append(wide);
      });
      assert.match((await faultsOf(page)).join(), /scrolls sideways/);
      await page.close();
    });

    for (const width of [320, 360]) {
      for (const scripts of [true, false]) {
        await step(
          `${width} px, scripts ${scripts ? "on" : "off"}`,
          async () => {
            const faults: string[] = [];
            const inside = await site.maya.tab({ width, height: 640, scripts });
            const outside = await stage.tab({ width, height: 640, scripts });
            // Pages without a script of their own are the same once more.
            const pages = scripts ? site.inside : site.inside.slice(0, 4);
            for (
              const [tab, paths] of [
                [inside, pages],
                [outside, site.outside],
              ] as const
            ) {
              for (const path of paths) {
                await openPage(tab, path);
                for (const fault of await faultsOf(tab.page)) {
                  faults.push(`${path}: ${fault}`);
                }
              }
              await tab.page.close();
            }
            assert.deepEqual(faults, []);
          },
        );
      }
    }

    await step("Arabic at 320 px", async () => {
      await site.noor.post("/settings/language", {
        language: "ar",
        time_zone: "Asia/Amman",
      });
      const faults: string[] = [];
      const tab = await site.noor.tab({ width: 320, height: 640 });
      for (const path of site.ofNoor) {
        await openPage(tab, path);
        for (const fault of await faultsOf(tab.page)) {
          faults.push(`${path}: ${fault}`);
        }
      }
      assert.deepEqual(faults, []);
    });

    await step("all actions are reachable on a phone by links", async () => {
      const { page, open } = await site.maya.tab({ width: 320, height: 640 });
      const isShown = (selector: string) =>
        page.$eval(selector, (one) => one.getClientRects().length > 0);
      await open("/conversations");
      assert.equal(await isShown(".inbox"), true);
      await open(`/conversations/${site.group}`);
      assert.equal(await isShown("[data-composer]"), true);
      assert.equal(await isShown(".inbox"), false, "one pane at a time");
      assert.equal(await isShown(".pane-head a[href='/conversations']"), true);
      assert.equal(await isShown(".pane-head a[href$='/details']"), true);
      await open(`/conversations/${site.group}/details`);
      for (const to of ["members", "settings", "leave"]) {
        assert.equal(await isShown(`a[href$="/${to}"]`), true, to);
      }
    });

    await step(
      "1280 px shows list, conversation and details beside each other",
      async () => {
        const { page, open } = await site.maya.tab({
          width: 1280,
          height: 800,
        });
        await open(`/conversations/${site.group}`);
        const panes = await page.$$eval(
          ".inbox, .talk, .about",
          (all) =>
            all.map((one) => {
              const { left, right, width, height } = one
                .getBoundingClientRect();
              return { left, right, width, height };
            }),
        );
        assert.equal(panes.length, 3);
        const [first, second, third] = panes.toSorted((a, b) =>
          a.left - b.left
        );
        assert.ok(first!.right <= second!.left + 1);
        assert.ok(second!.right <= third!.left + 1);
        assert.ok(
          panes.every(({ width, height }) => width > 200 && height > 700),
        );
      },
    );
  },
  withMail(),
);

function isStyled(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")]
      .every((one) => one.sheet !== null)
  );
}
