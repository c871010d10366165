/** A line that breaks while a message is on its way. */
import assert from "node:assert/strict";
import {
  arrive,
  story,
  type Tab,
  waitForText,
  write,
} from "../support/browser.ts";

/** Lets requests to send reach the server and loses its answers. @returns how many were lost, and a way to mend the line */
async function loseAnswers(
  { cdp }: Tab,
): Promise<{ lost: () => number; mend: () => Promise<void> }> {
  let lost = 0;
  const lose = ({ requestId }: { requestId: string }) => {
    lost++;
    cdp.send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" })
      .catch(() => {});
  };
  cdp.on("Fetch.requestPaused", lose);
  await cdp.send("Fetch.enable", {
    patterns: [{ urlPattern: "*/messages", requestStage: "Response" }],
  });
  return {
    lost: () => lost,
    mend: async () => {
      cdp.off("Fetch.requestPaused", lose);
      await cdp.send("Fetch.disable");
    },
  };
}

/** Takes the complaints about lost requests away; others stay. */
function forgive(tab: Tab): void {
  const others = tab.problems.filter((one) => !/net::ERR_/.test(one));
  tab.problems.splice(0, Infinity, ...others);
}

/** Remembers every state that one's own rows pass through. */
async function recordStates({ page }: Tab): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const look = () => {
      for (const row of document.querySelectorAll<HTMLElement>(".mine")) {
        const state = row.dataset.state!;
        if (seen.at(-1) !== state) seen.push(state);
      }
      document.documentElement.dataset.states = seen.join(" ");
    };
    new MutationObserver(look).observe(document.querySelector(".flow")!, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  });
}

/** How often a text stands in the log. */
const copies = ({ page }: Tab, text: string) =>
  page.$$eval(
    ".flow .message .body",
    (all, text) => all.filter((one) => one.textContent?.trim() === text).length,
    text,
  );

story(
  "B5 a cut network yields exactly one copy, and the sender sees pending, then sent",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    const hers = await maya.tab();
    const his = await jonas.tab();
    for (const tab of [hers, his]) {
      await tab.open(path);
      await tab.page.waitForSelector("html[data-islands=ready]");
    }

    await step("with a good line it is pending, then sent", async () => {
      await recordStates(hers);
      await write(hers.page, "one");
      await hers.page.waitForSelector("#m-1[data-state=sent]");
      const states = await hers.page.evaluate(() =>
        document.documentElement.dataset.states
      );
      assert.equal(states, "pending sent");
    });

    await step(
      "stored but not answered: it waits, and is not doubled",
      async () => {
        const line = await loseAnswers(hers);
        await write(hers.page, "two");
        await waitForText(his.page, ".message", "two");
        await waitForText(hers.page, ".mine", "two");
        assert.ok(line.lost() > 0);
        assert.ok(await hers.page.$("[data-outbox] .mine"), "still on its way");
        await line.mend();
        await hers.page.waitForSelector("#m-2[data-state=sent]");
        await hers.page.waitForFunction(() =>
          !document.querySelector("[data-outbox] .mine")
        );
        assert.equal(await copies(hers, "two"), 1);
        assert.equal(await copies(his, "two"), 1);
        forgive(hers);
      },
    );

    await step(
      "a reload in between keeps the text, and there is one copy",
      async () => {
        const line = await loseAnswers(hers);
        await write(hers.page, "three");
        await waitForText(his.page, ".message", "three");
        const before = line.lost();
        await arrive(
          hers.page,
          () => hers.page.evaluate(() => location.reload()),
        );
        await hers.page.waitForSelector("[data-outbox] .mine");
        await waitForText(hers.page, "[data-outbox] .mine", "three");
        while (line.lost() === before) {
          await new Promise((done) => setTimeout(done, 20));
        }
        await line.mend();
        await hers.page.waitForFunction(() =>
          !document.querySelector("[data-outbox] .mine")
        );
        assert.equal(await copies(hers, "three"), 1);
        assert.equal(await copies(his, "three"), 1);
        forgive(hers);
      },
    );

    await step(
      "with no network at all it is kept, in order, and goes out on return",
      async () => {
        await hers.page.setOfflineMode(true);
        await write(hers.page, "four");
        await write(hers.page, "five");
        await waitForText(hers.page, "[data-outbox] .mine", "five");
        await hers.page.waitForSelector("[data-outbox] [data-retry]");
        assert.equal(await copies(his, "four"), 0);
        await hers.page.setOfflineMode(false);
        await hers.page.waitForSelector("#m-5[data-state=sent]");
        await waitForText(his.page, "#m-5", "five");
        await waitForText(his.page, "#m-4", "four");
        assert.equal(await copies(hers, "four"), 1);
        assert.equal(await copies(hers, "five"), 1);
        forgive(hers);
      },
    );

    await step("what is half written outlives a reload too", async () => {
      await hers.page.type("[data-composer] textarea", "half a sent");
      await arrive(
        hers.page,
        () => hers.page.evaluate(() => location.reload()),
      );
      await hers.page.waitForFunction(() =>
        document.querySelector<HTMLTextAreaElement>("[data-composer] textarea")
          ?.value === "half a sent"
      );
    });

    await step("two tabs of a browser share one live connection", async () => {
      const beside = await maya.tabBeside(hers);
      const asked: string[] = [];
      for (const { page } of [hers, beside]) {
        page.on(
          "request",
          (request) => asked.push(new URL(request.url()).pathname),
        );
      }
      await beside.open("/conversations");
      await hers.open(path);
      await jonas.send(id, "six");
      await waitForText(beside.page, "#inbox-rows .last", "six");
      await waitForText(hers.page, ".message", "six");
      assert.ok(!asked.includes("/live"), "no tab has one of its own");
      const context = hers.page.browserContext();
      const workers = stage.browser.targets().filter((target) =>
        target.type() === "shared_worker" && target.browserContext() === context
      );
      assert.equal(workers.length, 1);
    });
  },
);
