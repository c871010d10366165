/** A card comes under a message by itself, and goes when its author drops it. */
import assert from "node:assert/strict";
import { waitForText } from "../support/browser.ts";
import { html, withLinkedSite } from "../support/linked_site.ts";
import { withStageHere } from "../support/served_here.ts";
import { png } from "../lib/accounts/_pictures.ts";

const HEAD = "<title>The old harbour</title>" +
  '<meta property="og:image" content="/boat.png">';

Deno.test("B19 a pasted URL gets its card live under the message; the reader's browser contacts no third party, and the author drops the card", async () => {
  await withLinkedSite(
    (path) => path === "/boat.png" ? new Response(png()) : html(HEAD),
    async ({ origin }) => {
      await withStageHere(async (stage) => {
        const maya = await stage.person("maya", "Maya Lind");
        const jonas = await stage.person("jonas", "Jonas Weber");
        await maya.post("/admin", {
          _action: "change-settings",
          registration: "open",
          link_previews: "on",
        });
        const id = await maya.start([jonas]);
        const writer = await maya.tab();
        const reader = await jonas.tab({ width: 360 });
        const elsewhere: string[] = [];
        for (const { page } of [writer, reader]) {
          page.on("request", (request) => {
            if (!request.url().startsWith(stage.origin)) {
              elsewhere.push(request.url());
            }
          });
        }
        await writer.open(`/conversations/${id}`);
        await reader.open(`/conversations/${id}`);
        await maya.send(id, `Look: ${origin}/harbour`);
        for (const { page } of [writer, reader]) {
          await waitForText(page, ".card", "The old harbour");
          await page.waitForFunction(
            () => {
              const img = document.querySelector<HTMLImageElement>(".card img");
              img?.scrollIntoView();
              return img?.complete && img.naturalWidth === 40 &&
                getComputedStyle(img.parentElement!).display === "grid";
            },
            { polling: 50, timeout: 8_000 },
          );
        }
        assert.deepEqual(elsewhere, []);
        const wide = await reader.page.evaluate(() =>
          document.documentElement.scrollWidth
        );
        assert.ok(wide <= 360);

        const row = "#m-1 .bubble";
        await writer.page.hover(row);
        await writer.page.waitForSelector("html[data-tools=ready]");
        // The pointer was there before the script.
        await writer.page.mouse.move(1, 1);
        await writer.page.hover(row);
        await writer.page.waitForSelector(".tools:not([hidden])");
        await writer.page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>(".tools button")]
            .find((one) => one.textContent === "Remove the preview")!.click()
        );
        await writer.page.waitForSelector("dialog #card button");
        await writer.page.click("dialog #card button");
        for (const { page } of [writer, reader]) {
          await page.waitForFunction(
            () =>
              document.querySelector(".message") &&
              !document.querySelector(".card"),
            { polling: 50, timeout: 8_000 },
          );
        }
        await reader.open(`/conversations/${id}`);
        assert.equal(await reader.page.$(".card"), null);
      });
    },
  );
});
