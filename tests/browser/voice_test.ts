/** Voice messages with script: recorded by keyboard and heard by somebody else. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import {
  arrive,
  type Stage,
  story,
  type Tab,
  waitForText,
} from "../support/browser.ts";

/** Answers what the browser would ask: may this page use the microphone? */
async function decide(
  { cdp, page }: Tab,
  { origin }: Stage,
  setting: "granted" | "denied",
): Promise<void> {
  const { targetInfo } = await cdp.send("Target.getTargetInfo");
  await cdp.send("Browser.setPermission", {
    permission: { name: "microphone" },
    setting,
    origin,
    browserContextId: page.browserContext().id ??
      targetInfo.browserContextId,
  } as never);
}

/** Goes to a button with the Tab key alone and presses it. */
async function press(page: Page, label: string): Promise<void> {
  await waitForText(page, ".recorder button, .form button", label);
  for (let presses = 0; presses < 60; presses++) {
    const at = await page.evaluate(() => document.activeElement?.textContent);
    if (at?.trim() === label) return await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to "${label}"`);
}

/** Waits until the recorder has recorded so long. */
async function recorded(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(
    (seconds) => {
      const [, now] = /^\d+:(\d+)/.exec(
        document.querySelector(".elapsed")?.textContent ?? "",
      ) ?? [];
      return Number(now) >= seconds;
    },
    { polling: 20, timeout: 15_000 },
    seconds,
  );
}

const state = (page: Page, name: string) =>
  page.waitForSelector(`[data-recorder=${name}]`, { timeout: 10_000 });

story(
  "B18 Voice messages: A person records, listens back and sends; the receiver plays it with a seek bar",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    const [hers, his] = [await maya.tab(), await jonas.tab()];
    await his.open(path);
    await decide(hers, stage, "granted");
    await hers.open(`${path}/voice`);

    await step(
      "B18 records by keyboard, with a pause, a timer and a level",
      async () => {
        await press(hers.page, "Record");
        await state(hers.page, "recording");
        await hers.page.waitForFunction(
          () => Number(document.querySelector("meter")?.value) > 0,
        );
        await recorded(hers.page, 2);
        await press(hers.page, "Pause");
        await state(hers.page, "paused");
        await press(hers.page, "Go on recording");
        await recorded(hers.page, 3);
        await press(hers.page, "Stop");
        await state(hers.page, "ready");
      },
    );

    await step(
      "B18 listens back, and may discard and record again",
      async () => {
        const length = await hers.page.waitForFunction(() => {
          const player = document.querySelector<HTMLAudioElement>(
            ".recorder audio",
          );
          return player && Number.isFinite(player.duration) && player.duration;
        });
        assert.ok(Number(await length.jsonValue()) >= 2.5);
        assert.ok(await hers.page.$(".recorder .waveform path"));
        await press(hers.page, "Discard and record again");
        await state(hers.page, "idle");
        await press(hers.page, "Record");
        await recorded(hers.page, 5);
        await press(hers.page, "Stop");
        await state(hers.page, "ready");
      },
    );

    await step("B18 sends, and it comes live to the other", async () => {
      await hers.page.type("[name=text]", "The new song");
      await arrive(hers.page, () => press(hers.page, "Send"));
      assert.equal(new URL(hers.page.url()).pathname, path);
      await hers.page.waitForSelector("#m-1 audio");
      await his.page.waitForSelector("#m-1 audio");
      await waitForText(his.page, "#m-1 .body", "The new song");
      await his.page.waitForSelector('link[href^="/voice.css"]');
      await waitForText(his.page, ".inbox .last, .last", "🎤 0:0");
    });

    await step("B18 the receiver seeks and plays", async () => {
      await his.page.evaluate(async () => {
        const player = document.querySelector<HTMLAudioElement>("#m-1 audio")!;
        player.muted = true;
        await player.play();
      });
      const ends = await his.page.waitForFunction(() => {
        const player = document.querySelector<HTMLAudioElement>("#m-1 audio")!;
        return Number.isFinite(player.duration) && player.duration;
      });
      assert.ok(Number(await ends.jsonValue()) >= 4.9);
      await his.page.evaluate(() => {
        const player = document.querySelector<HTMLAudioElement>("#m-1 audio")!;
        player.currentTime = 4;
      });
      await his.page.waitForFunction(() => {
        const player = document.querySelector<HTMLAudioElement>("#m-1 audio")!;
        return !player.seeking && player.currentTime > 4;
      });
    });
  },
);

story(
  "B18 a refused microphone is said in a sentence, and a cut network loses no recording",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const path = `/conversations/${await maya.start([jonas])}`;
    const tab = await maya.tab();
    await decide(tab, stage, "denied");
    await tab.open(`${path}/voice`);

    await step("B18 refused", async () => {
      await press(tab.page, "Record");
      await waitForText(
        tab.page,
        ".recorder [role=alert]",
        "The browser may not use the microphone",
      );
      await state(tab.page, "idle");
    });

    await step("B18 cut off, it stays and goes the next time", async () => {
      await decide(tab, stage, "granted");
      await press(tab.page, "Record");
      await recorded(tab.page, 1);
      await press(tab.page, "Stop");
      await state(tab.page, "ready");
      await tab.page.setOfflineMode(true);
      await press(tab.page, "Send");
      await waitForText(
        tab.page,
        ".recorder [role=alert]",
        "Your recording is still here",
      );
      await tab.page.setOfflineMode(false);
      tab.problems.length = 0;
      await arrive(tab.page, () => press(tab.page, "Send"));
      await tab.page.waitForSelector("#m-1 audio");
    });
  },
);
