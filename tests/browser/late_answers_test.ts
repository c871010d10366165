/** What is fetched may come late: by then the page knows more than the answer. */
import type { Page } from "puppeteer";
import { story, waitForText } from "../support/browser.ts";

/** What the page is given to hold answers back. */
interface Holding {
  /** The answer to the next address that ends so; none while it is empty. */
  of: string;
  /** At once: before the server is asked. Else after it has answered. */
  unasked: boolean;
  /** How many are on their way, without what is held. */
  underWay: number;
  /** Lets the one that is held go; null: nothing is. */
  release: (() => void) | null;
}

/** Makes it possible to hold one fetch of the page, and nothing waits by chance. */
async function holdBack(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    Math.random = () => 0;
    const holding: Holding = {
      of: "",
      unasked: false,
      underWay: 0,
      release: null,
    };
    Object.assign(globalThis, { holding });
    const ask = globalThis.fetch;
    globalThis.fetch = async (address, options) => {
      const wait = () =>
        new Promise<void>((done) => {
          holding.underWay--;
          holding.release = () => {
            holding.release = null;
            holding.underWay++;
            done();
          };
        });
      holding.underWay++;
      const held = !!holding.of && String(address).endsWith(holding.of);
      if (held) holding.of = "";
      try {
        if (held && holding.unasked) await wait();
        const response = await ask(address, options);
        if (!held || holding.unasked) return response;
        const text = await response.text();
        await wait();
        return new Response(text, response);
      } finally {
        holding.underWay--;
      }
    };
  });
}

const holdNext = (page: Page, of: string, unasked = false) =>
  page.evaluate((news) => {
    Object.assign(
      (globalThis as unknown as { holding: Holding }).holding,
      news,
    );
  }, { of, unasked });

const untilHeld = (page: Page) =>
  page.waitForFunction(
    () => !!(globalThis as unknown as { holding: Holding }).holding.release,
    { polling: 20, timeout: 8_000 },
  );

/** Waits for all others, then lets it go and waits until it has shown. */
async function release(page: Page): Promise<void> {
  const still = () =>
    (globalThis as unknown as { holding: Holding }).holding.underWay === 0;
  await page.waitForFunction(still, { polling: 20, timeout: 8_000 });
  await page.evaluate(() => {
    (globalThis as unknown as { holding: Holding }).holding.release!();
  });
  await page.waitForFunction(still, { polling: 20, timeout: 8_000 });
  // Whatever an answer does, it has done by now.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
}

story(
  "K5 an answer that comes late takes nothing back that came meanwhile",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas], { name: "Harbour trip" });
    const other = await maya.start([jonas], { name: "Office plants" });
    const path = `/conversations/${id}`;
    const seq = await maya.send(id, "The boat leaves at nine.");
    await maya.send(other, "Who waters them?");
    const tab = await maya.tab();
    const { page } = tab;
    await holdBack(page);
    await tab.open(path);
    await page.waitForSelector("html[data-islands=ready]");
    const beside = await maya.tabBeside(tab);
    await beside.open(path);
    await beside.page.waitForSelector("html[data-islands=ready]");
    const row = (of: string) => `.rows [data-conversation-id="${of}"]`;
    const rename = (name: string) =>
      maya.post(`${path}/settings`, { name, description: "" });

    await step(
      "a row of the list, while words come and it is renamed",
      async () => {
        await holdNext(page, `?row=${id}&`);
        await maya.post(`${path}/messages/${seq}/pin`, { _action: "add" });
        await untilHeld(page);
        await jonas.send(id, "The tide is early.");
        await waitForText(page, row(id), "The tide is early.");
        await rename("Island trip");
        await waitForText(beside.page, ".pane-head", "Island trip");
        await release(page);
        await waitForText(page, row(id), "Island trip");
      },
    );
    await step(
      "words that came while a row was on its way stay in it",
      async () => {
        await holdNext(page, `?row=${id}&`);
        await maya.post(`${path}/messages/${seq}/pin`, { _action: "remove" });
        await untilHeld(page);
        await jonas.send(id, "We leave at eight.");
        await waitForText(page, row(id), "We leave at eight.");
        await release(page);
        await waitForText(page, row(id), "We leave at eight.");
      },
    );
    await step("the head of the page, renamed twice", async () => {
      await holdNext(page, path);
      await rename("Mainland trip");
      await untilHeld(page);
      await rename("Mountain trip");
      await waitForText(beside.page, ".pane-head", "Mountain trip");
      await release(page);
      await waitForText(page, ".pane-head", "Mountain trip");
    });
    await step("the whole list, while somebody writes", async () => {
      await holdNext(page, path);
      await maya.post(`/conversations/${other}/place`, { _action: "pin" });
      await untilHeld(page);
      await jonas.send(other, "I do, on Tuesdays.");
      await waitForText(beside.page, row(other), "I do, on Tuesdays.");
      await release(page);
      await waitForText(page, row(other), "I do, on Tuesdays.");
      await page.waitForSelector(`${row(other)}[data-unread="1"]`);
    });
    await step("a list that has counted it already", async () => {
      await holdNext(page, path, true);
      await maya.post(`/conversations/${other}/place`, { _action: "unpin" });
      await untilHeld(page);
      await jonas.send(other, "And on Fridays.");
      await waitForText(beside.page, row(other), "And on Fridays.");
      await release(page);
      await waitForText(page, row(other), "And on Fridays.");
      await page.waitForSelector(`${row(other)}[data-unread="2"]`);
    });
  },
);
