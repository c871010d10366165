/** The page that lived through a deed is the page loaded after it. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer";
import {
  type Person,
  story,
  type Tab,
  waitForText,
  write,
} from "../support/browser.ts";
import { sendFiles } from "../support/send_files.ts";
import { speak } from "../support/speak.ts";

/** The parts that live. What must differ (tokens, ids of forms, cursor) stands outside of them. */
const PARTS = [".pane-head", ".flow", ".about", ".rows", "#composer textarea"];

/**
 * The parts as text, attributes in order. The divider is left out: it stays
 * until the page is left. So is the empty place for messages on their way.
 */
async function snapshot(page: Page): Promise<string> {
  const parts = await page.evaluate((selectors) => {
    const write = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element)) return "";
      if (node.id === "new" || node.matches("[data-outbox]:empty")) return "";
      const attributes = [...node.attributes]
        .map(({ name, value }) => ` ${name}="${value}"`).sort().join("");
      const inside = [...node.childNodes].map(write).join("");
      return `<${node.localName}${attributes}>${inside}</>`;
    };
    return selectors.map((one) => {
      const part = document.querySelector(one);
      return part ? write(part) : `no ${one}`;
    });
  }, PARTS);
  // One element a line, so that a difference can be seen.
  return parts.join("\n").replace(/\s+/g, " ").replaceAll("<", "\n<");
}

/** Somebody whose open page must equal a fresh one. */
interface Watcher {
  readonly person: Person;
  readonly live: Tab;
  /** Without scripts: exactly what the server says. */
  readonly fresh: Tab;
}

async function assertLiveEqualsReload(
  watchers: readonly Watcher[],
  path: string,
  deed: () => Promise<unknown>,
): Promise<void> {
  const before = await Promise.all(
    watchers.map(({ live }) => snapshot(live.page)),
  );
  await deed();
  for (const [i, { live, fresh, person }] of watchers.entries()) {
    const until = Date.now() + 20_000;
    for (;;) {
      await fresh.open(path);
      const anew = await snapshot(fresh.page);
      const lived = await snapshot(live.page);
      if (lived === anew && lived !== before[i]) break;
      // What is on its way, receipts above all, may still come.
      if (Date.now() > until) {
        assert.equal(lived, anew, `as ${person.name} sees it`);
        assert.notEqual(lived, before[i], "the deed shows");
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

story(
  "K5 the live page equals the page loaded anew, whatever was done",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const noor = await stage.person("noor", "نور الحداد");
    await stage.person("ravi", "Ravi Shah");
    await noor.post("/settings/language", {
      language: "ar",
      time_zone: "Asia/Amman",
    });
    const id = await maya.start([jonas, noor], { name: "Harbour trip" });
    const other = await maya.start([jonas], { name: "Office plants" });
    await maya.send(other, "Who waters them in August?");
    const path = `/conversations/${id}`;
    await maya.send(id, "The boat leaves at *nine*.");
    await jonas.send(id, "I will be there.");
    const watchers: Watcher[] = [];
    for (const person of [maya, jonas, noor]) {
      const live = await person.tab();
      const fresh = await person.tab({ scripts: false });
      await live.open(path);
      await live.page.waitForSelector("html[data-islands=ready]");
      watchers.push({ person, live, fresh });
    }
    const same = (deed: () => Promise<unknown>) =>
      assertLiveEqualsReload(watchers, path, deed);

    await step(
      "another one sends",
      () => same(() => jonas.send(id, "**Bring** `rope`\n\n> and a jacket")),
    );
    await step("an Arabic message, and one after it", () =>
      same(async () => {
        await noor.send(id, "صباح الخير يا جماعة");
        await noor.send(id, "سأحضر القهوة");
      }));
    await step("one writes in the open page itself", () =>
      same(async () => {
        const { page } = watchers[0]!.live;
        await write(page, "I bring _two_ <ropes>.");
        await page.waitForSelector("#m-7[data-state=sent]");
      }));
    await step(
      "an edit of the newest",
      () =>
        same(() =>
          maya.post(`${path}/messages/7`, {
            _action: "edit",
            text: "Three ropes.",
          })
        ),
    );
    await step(
      "a delete of the newest, and of an older one",
      () =>
        same(async () => {
          await maya.post(`${path}/messages/7`, { _action: "delete" });
          await jonas.post(`${path}/messages/3`, { _action: "delete" });
        }),
    );
    await step(
      "an answer, and then what it answers is edited and deleted",
      async () => {
        const answer = `#m-8 .quote .cut`;
        await same(() =>
          noor.post(`${path}/messages`, {
            client_id: "noor-answers-once",
            text: "أين هو؟",
            reply_to: "5",
          })
        );
        await same(() =>
          noor.post(`${path}/messages/5`, {
            _action: "edit",
            text: `*سأحضر* القهوة\n\n${"و الشاي ".repeat(20)}`,
          })
        );
        const { page } = watchers[0]!.live;
        await waitForText(page, answer, "سأحضر القهوة");
        await same(() =>
          noor.post(`${path}/messages/5`, { _action: "delete" })
        );
        await waitForText(page, answer, "Message deleted");
      },
    );
    await step(
      "reactions come, from whoever looks on too, and go",
      () =>
        same(async () => {
          await noor.post(`${path}/messages/8/reactions`, { add: "👍" });
          await maya.post(`${path}/messages/8/reactions`, { add: "👍" });
          await jonas.post(`${path}/messages/8/reactions`, { add: "🎉" });
          await noor.post(`${path}/messages/8/reactions`, { remove: "👍" });
          await jonas.post(`${path}/messages/6/reactions`, { add: "❤️" });
        }),
    );
    await step(
      "a poll comes, votes come and go, and it is closed",
      async () => {
        let poll = "";
        await same(async () => {
          const to = await jonas.post(`${path}/polls/new`, {
            client_id: "jonas-asks-once",
            text: "Which *harbour*?",
            options: "Visby\nOban",
            anonymous: "on",
          });
          poll = `${path}/messages/${to.split("#m-").at(-1)}/votes`;
        });
        await same(async () => {
          await maya.post(poll, { choice: "0" });
          await noor.post(poll, { choice: "0" });
          await maya.post(poll, { choice: "1" });
        });
        await same(() => jonas.post(poll, { _action: "close" }));
      },
    );
    await step(
      "somebody says it aloud, and takes it back",
      async () => {
        await same(() => speak(jonas.plain, path, { bars: "1,5,9,2" }));
        const said = jonas.plain.url.split("#m-").at(-1);
        await same(async () => {
          const at = `${path}/messages/${said}`;
          await maya.post(`${at}/reactions`, { add: "👍" });
          await jonas.post(at, { _action: "delete" });
        });
      },
    );
    await step(
      "files come, with words and without, are answered, and go",
      async () => {
        const sheet = new File(["Nine o'clock"], "timetable for Sunday.txt");
        const map = new File(["%PDF-1.7"], "خريطة.pdf");
        await same(() => sendFiles(jonas.plain, path, [sheet, map]));
        const only = jonas.plain.url.split("#m-").at(-1)!;
        await same(() =>
          maya.post(`${path}/messages`, {
            client_id: "maya-answers-files",
            text: "Thank you!",
            reply_to: only,
          })
        );
        await same(() =>
          sendFiles(noor.plain, path, [map], { text: "*هذه* الخريطة" })
        );
        await same(() =>
          jonas.post(`${path}/messages/${only}`, { _action: "delete" })
        );
      },
    );
    await step(
      "messages are pinned, and one is unpinned",
      () =>
        same(async () => {
          await maya.post(`${path}/messages/8/pin`, { _action: "add" });
          await noor.post(`${path}/messages/6/pin`, { _action: "add" });
          await jonas.post(`${path}/messages/8/pin`, { _action: "remove" });
        }),
    );
    await step(
      "a new name and description",
      () =>
        same(() =>
          maya.post(`${path}/settings`, {
            name: "Island trip",
            description: "Eight people and one boat",
          })
        ),
    );
    await step(
      "a new member",
      () =>
        same(() =>
          maya.post(`${path}/members`, { _action: "add", members: "ravi" })
        ),
    );
    await step("something in another conversation", () =>
      same(async () => {
        await jonas.send(other, "I do, on Tuesdays.");
        // Noor is not in it: her page must still have changed to be compared.
        await noor.send(id, "من سيأتي معنا؟");
      }));
  },
);
