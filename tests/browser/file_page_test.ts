/** The page of a file in a browser, with and without scripts. */
import assert from "node:assert/strict";
import { story } from "../support/browser.ts";
import { sendSamples } from "../support/sample_files.ts";

story(
  "E2 with script, arrows lead from file to file, Escape to the message, and a sound plays; a message's box for a picture is as high before it comes",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const talk = `/conversations/${await maya.start([jonas])}`;
    const looks = await sendSamples(maya.plain, talk);
    const desk = await jonas.tab();
    const { page } = desk;
    const standsOn = (path: string) =>
      page.waitForFunction(
        (path) =>
          location.pathname === path && document.readyState === "complete",
        { polling: 20, timeout: 8_000 },
        path,
      );

    await step("the box of the picture has its size in the row", async () => {
      await desk.open(talk);
      const box = await page.waitForSelector(".files img");
      // Whole pixels: layout leaves a rest of some millionths of one.
      assert.equal(await box!.evaluate((img) => img.offsetHeight), 160);
    });

    await step("the arrows lead on and back", async () => {
      await desk.open(looks[0]!);
      await page.waitForFunction(() => {
        const img = document.querySelector<HTMLImageElement>(".look img");
        return img?.complete && img.naturalWidth === 1;
      });
      await page.keyboard.press("ArrowRight");
      await standsOn(looks[1]!);
      await page.keyboard.press("ArrowLeft");
      await standsOn(looks[0]!);
    });

    await step("a sound is there to play and to seek in", async () => {
      await desk.open(looks[4]!);
      await page.waitForFunction(() => {
        const audio = document.querySelector("audio");
        if (audio?.duration !== 1) return false;
        audio.currentTime = 0.5;
        return audio.seekable.length > 0;
      });
    });

    await step("Escape leads to the message", async () => {
      await page.keyboard.press("Escape");
      await standsOn(talk);
      await page.waitForSelector("#m-1 .files");
    });
  },
);
