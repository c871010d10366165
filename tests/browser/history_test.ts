/** A long conversation, read back to its first word. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import { arrive, type Person, story } from "../support/browser.ts";
import { sentence } from "./sentences.ts";

const MESSAGES = 1_050;
/** The first entry of a group says who started it. */
const LAST = MESSAGES + 1;

/** Two people write this many messages, none waiting for the other's screen. */
async function talkAtLength(id: string, people: Person[]): Promise<void> {
  for (let i = 0; i < MESSAGES; i++) {
    await people[(i >> 2) % people.length]!.send(id, sentence(i));
  }
}

const seqsOf = (page: Page) =>
  page.$$eval(
    ".flow > [data-seq]",
    (rows) => rows.map((row) => Number((row as HTMLElement).dataset.seq)),
  );

/** Scrolls to the top, and says how far the row there moved while older ones came. */
async function loadOlder(page: Page): Promise<number> {
  const before = await page.evaluate(() => {
    const log = document.querySelector<HTMLElement>(".log")!;
    log.scrollTop = -log.scrollHeight;
    const rows = [...log.querySelectorAll<HTMLElement>("[data-seq]")];
    const top = log.getBoundingClientRect().top;
    const seen = rows.find((row) => row.getBoundingClientRect().bottom > top)!;
    return {
      id: seen.id,
      count: rows.length,
      at: seen.getBoundingClientRect().top,
    };
  });
  await page.waitForFunction(
    (count) => document.querySelectorAll(".flow > [data-seq]").length > count,
    { polling: 20, timeout: 8_000 },
    before.count,
  );
  const now = await page.$eval(
    `#${before.id}`,
    (row) => row.getBoundingClientRect().top,
  );
  return Math.abs(now - before.at);
}

/** Is the element inside the visible part of the log? */
const isInSight = (page: Page, selector: string) =>
  page.$eval(selector, (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const log = element.closest(".log")!.getBoundingClientRect();
    return top >= log.top - 1 && bottom <= log.bottom + 1;
  });

story(
  "D1 D9 history is reached to its first message, by scrolling, by links and without scripts",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const amina = await stage.person("amina", "Amina Khalil");
    const id = await maya.start([jonas, amina], { name: "Harbour trip" });
    const path = `/conversations/${id}`;
    await talkAtLength(id, [jonas, amina]);
    const hers = await maya.tab();
    const { page } = hers;

    await step(
      "D9 opening lands on the first unread message, under a divider",
      async () => {
        // She has read what stood before; everything since then is unread.
        await maya.post(`${path}/read`, { seq: "600" });
        await hers.open(path);
        const first = await page.$eval(
          "#new + [data-seq]",
          (row) => Number((row as HTMLElement).dataset.seq),
        );
        assert.ok(
          first > 600 && first <= 605,
          `the divider stands at ${first}`,
        );
        await page.waitForFunction(() => {
          const divider = document.querySelector("#new")
            ?.getBoundingClientRect();
          return divider && divider.top > 0 && divider.bottom < innerHeight;
        }, { timeout: 5_000 });
        assert.equal(await isInSight(page, "#new"), true);
      },
    );

    await step(
      "D9 reading to the end takes the divider away at the next opening",
      async () => {
        await maya.post(`${path}/read`, { seq: String(LAST) });
        await hers.open(path);
        assert.equal(await page.$("#new"), null);
        assert.equal((await seqsOf(page)).at(-1), LAST);
      },
    );

    await step(
      "D1 scrolling up loads older pages without a jump, to the very first",
      async () => {
        await page.waitForSelector("html[data-islands=ready]");
        let pages = 1;
        while (await page.$("#older")) {
          const moved = await loadOlder(page);
          assert.ok(moved <= 2, `page ${pages} moved the log by ${moved} px`);
          pages++;
        }
        assert.deepEqual(
          await seqsOf(page),
          Array.from({ length: LAST }, (_, i) => i + 1),
        );
        assert.ok(await page.$(".flow > .start"), "the beginning is shown");
        console.log(`D1 ${MESSAGES} messages in ${pages} pages`);
      },
    );

    await step("D1 a permalink opens with its surroundings", async () => {
      await hers.open(`${path}?around=500#m-500`);
      const seqs = await seqsOf(page);
      assert.ok(seqs.includes(480) && seqs.includes(520), String(seqs));
      await page.waitForFunction(() => {
        const row = document.querySelector("#m-500")!.getBoundingClientRect();
        return row.top > 0 && row.bottom < innerHeight;
      }, { timeout: 5_000 });
      assert.equal(await isInSight(page, "#m-500[data-here]"), true);
      assert.match(
        await page.$eval("#m-500 .body", (body) => body.textContent ?? ""),
        new RegExp(sentence(498).slice(0, 12)),
      );
    });

    await step(
      "D1 without scripts links lead back to the first message and forth again",
      async () => {
        const tab = await maya.tab({ scripts: false });
        await tab.open(`${path}?before=120`);
        let seqs = await seqsOf(tab.page);
        assert.deepEqual([seqs[0], seqs.at(-1)], [70, 119]);
        let hops = 0;
        while (await tab.page.$("a[rel=prev]")) {
          await arrive(tab.page, () => tab.page.click("a[rel=prev]"));
          hops++;
        }
        seqs = await seqsOf(tab.page);
        assert.equal(hops, 2);
        assert.equal(seqs[0], 1);
        const last = seqs.at(-1)!;
        await arrive(tab.page, () => tab.page.click("a[rel=next]"));
        assert.equal((await seqsOf(tab.page))[0], last + 1);
        await tab.page.close();
      },
    );

    await step(
      "D1 without scripts every message leads to its page and back to its place",
      async () => {
        const tab = await maya.tab({ scripts: false });
        await tab.open(`${path}?around=500`);
        await arrive(
          tab.page,
          () =>
            tab.page.$eval(
              "#m-500 .when a:last-of-type",
              (a) => (a as HTMLElement).click(),
            ),
        );
        assert.equal(new URL(tab.page.url()).pathname, `${path}/messages/500`);
        await arrive(
          tab.page,
          () => tab.page.click(`a[href="${path}?around=500#m-500"]`),
        );
        assert.equal(await isInSight(tab.page, "#m-500[data-here]"), true);
        await tab.page.close();
      },
    );

    await step("D1 the framed log leads to what was before it", async () => {
      const tab = await maya.tab({ scripts: false });
      await tab.open(path);
      const deadline = Date.now() + 8_000;
      for (;;) {
        const frame = tab.page.frames().find((one) =>
          one.url().includes("/log")
        );
        const html = await frame?.content().catch(() => "") ?? "";
        if (html.includes(`id="m-${LAST}"`)) {
          assert.match(
            html,
            new RegExp(`rel="prev" href="${path}\\?before=\\d+"`),
          );
          break;
        }
        assert.ok(Date.now() < deadline, "the log came");
        await new Promise((done) => setTimeout(done, 20));
      }
    });

    await step(
      "D9 without scripts the list leads to the first unread message too",
      async () => {
        const noor = await stage.person("noor", "نور الحداد");
        await maya.post(`${path}/members`, { _action: "add", members: "noor" });
        for (let i = 0; i < 80; i++) await jonas.send(id, sentence(i));
        const tab = await noor.tab({ scripts: false });
        await tab.open("/conversations");
        await arrive(tab.page, () => tab.page.click("#inbox-rows a.row"));
        await tab.page.waitForSelector("#new");
        assert.equal(await isInSight(tab.page, "#new"), true);
        await tab.page.close();
      },
    );
  },
);
