/** What a machine can find of WCAG 2.2 AA, and what a screen reader hears. */
import assert from "node:assert/strict";
import { story, type Tab, waitForText, write } from "../support/browser.ts";
import { buildSite, openPage, withMail } from "./pages.ts";

const axeSource = await Deno.readTextFile(
  new URL(import.meta.resolve("axe-core/axe.min.js")),
);

/** The part of axe's report that is read. */
interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** Runs axe on the page of a tab that takes foreign scripts. */
async function violations({ page }: Tab): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: Finding[] }>;
      };
    };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({
      id,
      at: nodes.slice(0, 3).map(({ target }) => String(target)),
    }));
  });
  return found.map(({ id, at }) => `${id} at ${at.join(" | ")}`);
}

story(
  "I5 axe finds no fault on any page, light, dark and contrast, both directions",
  async (stage, step) => {
    const site = await buildSite(stage);
    for (const theme of ["light", "dark", "contrast"] as const) {
      await step(`${theme}, left to right`, async () => {
        await site.maya.post("/settings/appearance", { theme });
        const faults: string[] = [];
        const inside = await site.maya.tab();
        const outside = await stage.tab({
          scheme: theme === "dark" ? "dark" : "light",
        });
        for (
          const [tab, paths] of [
            [inside, site.inside],
            [outside, theme === "contrast" ? [] : site.outside],
          ] as const
        ) {
          // For this page only: the product itself takes no foreign script.
          await tab.page.setBypassCSP(true);
          for (const path of paths) {
            await openPage(tab, path);
            if (tab === inside) {
              const set = await tab.page.evaluate(() =>
                document.documentElement.dataset.theme
              );
              assert.equal(set, theme);
            }
            for (const fault of await violations(tab)) {
              faults.push(`${path}: ${fault}`);
            }
          }
          await tab.page.close();
        }
        assert.deepEqual(faults, []);
      });
    }

    await step("light, right to left, on a phone", async () => {
      await site.noor.post("/settings/language", {
        language: "ar",
        time_zone: "Asia/Amman",
      });
      const faults: string[] = [];
      const tab = await site.noor.tab({ width: 360, height: 740 });
      await tab.page.setBypassCSP(true);
      for (const path of site.ofNoor) {
        await openPage(tab, path);
        const root = await tab.page.evaluate(() => {
          const { lang, dir } = document.documentElement;
          return { lang, dir };
        });
        assert.deepEqual(root, { lang: "ar", dir: "rtl" });
        for (const fault of await violations(tab)) {
          faults.push(`${path}: ${fault}`);
        }
      }
      assert.deepEqual(faults, []);
    });

    await step(
      "new messages are said once, politely, and the focus stays",
      async () => {
        const tab = await site.maya.tab();
        await tab.open(`/conversations/${site.direct}`);
        await tab.page.waitForSelector("html[data-islands=ready]");
        await tab.page.focus("[data-composer] textarea");
        await tab.page.evaluate(() => {
          const said: string[] = [];
          const regions = [
            ...document.querySelectorAll(
              "[aria-live], [role=log], [role=status]",
            ),
          ].filter((one) => one.getAttribute("aria-live") !== "off");
          document.documentElement.dataset.regions = String(
            regions.filter((one) => one.getAttribute("aria-live") !== "off")
              .length,
          );
          for (const region of regions) {
            new MutationObserver((changes) => {
              for (const { addedNodes } of changes) {
                for (const node of addedNodes) {
                  said.push(node.textContent ?? "");
                }
              }
              document.documentElement.dataset.said = JSON.stringify(said);
            }).observe(region, { childList: true, subtree: true });
          }
        });
        await site.jonas.send(site.direct, "Is anybody listening?");
        await waitForText(tab.page, ".message", "Is anybody listening?");
        await write(tab.page, "Yes, loud and clear.");
        await waitForText(tab.page, ".mine[data-state=sent]", "loud and clear");
        const { said, regions, focus } = await tab.page.evaluate(() => ({
          said: JSON.parse(document.documentElement.dataset.said!) as string[],
          regions: document.documentElement.dataset.regions,
          focus: document.activeElement?.getAttribute("name"),
        }));
        assert.equal(regions, "1", "one live region");
        assert.equal(
          said.filter((text) => text.includes("Is anybody listening?")).length,
          1,
        );
        assert.equal(focus, "text");
        const region = await tab.page.$eval("[role=log]", (log) => ({
          live: log.getAttribute("aria-live"),
          within: log.querySelector(".message") !== null,
        }));
        assert.deepEqual(region, { live: "polite", within: true });
      },
    );
  },
  withMail(),
);
