/** Old page + live fragments = the page anew; here the rows, for every kind of reader, without a browser. */
import assert from "node:assert/strict";
import { onSite } from "@/tests/support/app.ts";
import { attribute, type PlainBrowser } from "../support/plain_browser.ts";
import { eventsOf, type StreamEvent } from "../support/readers.ts";

/** The rows of a page or a fragment, by their id. */
function rowsOf(html: string): Map<string, string> {
  const rows = html.matchAll(/<article [^>]*id="(m-\d+)"[\s\S]*?<\/article>/g);
  return new Map([...rows].map(([row, id]) => [id!, row]));
}

/** Somebody who looks at a page while events arrive. */
class Watcher {
  readonly rows: Map<string, string>;
  readonly #events: AsyncGenerator<StreamEvent, void>;

  private constructor(html: string, response: Response) {
    this.rows = rowsOf(html);
    this.#events = eventsOf(response);
  }

  static async at(browser: PlainBrowser, path: string): Promise<Watcher> {
    await browser.open(path);
    const { html } = browser;
    const cursor = attribute(html, "data-cursor") ?? "";
    return new Watcher(html, await browser.request(`/live?after=${cursor}`));
  }

  /** Takes events until a row of this id, or one that holds this text, has come. */
  async hear(sign: string): Promise<void> {
    for (;;) {
      const { value } = await this.#events.next();
      assert.ok(value, `the stream ended before "${sign}"`);
      const { event, html } = value;
      for (const [id, row] of rowsOf(html)) {
        if (event === "message" || this.rows.has(id)) this.rows.set(id, row);
      }
      if (html.includes(sign)) return;
    }
  }

  async close(): Promise<void> {
    await this.#events.return();
  }
}

/** Ticks follow receipts, which the stream sends as facts without a row. */
const unticked = (row: string) =>
  row.replace(/ data-read(="")?/, "")
    .replace(/(class="ticks"[^>]*aria-label=)"[^"]*"/, "$1")
    .replace(/ +(?=[ >])/g, "");

onSite(
  "K5 live rows equal the rows of the page anew, for every reader",
  { REGISTRATION: "open", RATE_LIMITS: "off" },
  async (site, t) => {
    const maya = await site.signUp("maya", { name: "Maya <Lind> & Co" });
    const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
    const noor = await site.signUp("noor", { name: "نور الحداد" });
    await jonas.open("/settings/language");
    await jonas.submit("/settings/language", {
      language: "en",
      time_zone: "America/St_Johns",
    });
    await noor.open("/settings/language");
    await noor.submit("/settings/language", {
      language: "ar",
      time_zone: "Asia/Amman",
    });
    await maya.open("/conversations/new");
    await maya.submit("/conversations", {
      kind: "group",
      members: "jonas, noor",
      name: "Harbour trip",
    });
    const path = new URL(maya.url).pathname;
    const say = async (who: PlainBrowser, text: string) => {
      await who.open(path);
      await who.submit(`${path}/messages`, { text });
    };
    await say(maya, "The first *word*");
    await say(jonas, "and the second");

    const people = [maya, jonas, noor];
    const watchers = await Promise.all(
      people.map((one) => Watcher.at(one, path)),
    );

    /** After a deed every old page with its fragments is the page anew. */
    async function assertLiveEqualsReload(
      deed: () => Promise<unknown>,
      sign: string,
    ): Promise<void> {
      const before = watchers.map(({ rows }) => JSON.stringify([...rows]));
      await deed();
      for (const [i, watcher] of watchers.entries()) {
        await watcher.hear(sign);
        assert.notEqual(JSON.stringify([...watcher.rows]), before[i]);
        await people[i]!.open(path);
        const anew = rowsOf(people[i]!.html);
        assert.deepEqual(
          [...watcher.rows].map(([id, row]) => [id, unticked(row)]),
          [...anew].map(([id, row]) => [id, unticked(row)]),
        );
      }
    }

    const at = (seq: number) => `${path}/messages/${seq}`;
    const act = async (seq: number, action: string, text?: string) => {
      await maya.open(at(seq));
      await maya.submit(at(seq), {
        _action: action,
        ...text === undefined ? {} : { text },
      });
      assert.equal(maya.status, 200);
    };
    const deeds: [string, () => Promise<unknown>, string][] = [
      [
        "send",
        () => say(maya, "**bold** `code`\n\n> quote & <b>"),
        "m-4",
      ],
      ["send in Arabic", () => say(noor, "صباح الخير يا *جماعة*"), "m-5"],
      ["send again, the same author", () => say(noor, "وأيضا"), "m-6"],
      ["edit", () => act(4, "edit", "Better _said_"), "Better"],
      ["delete", () => act(2, "delete"), 'class="gone"'],
      ["rename", async () => {
        await maya.open(`${path}/settings`);
        await maya.submit(`${path}/settings`, {
          name: "Island & “trip”",
          description: "",
        });
      }, "m-7"],
      ["add a member", async () => {
        await site.signUp("ravi", { name: "Ravi Shah" });
        await maya.open(`${path}/members`);
        await maya.submit(`${path}/members`, {
          _action: "add",
          members: "ravi",
        });
      }, "m-8"],
    ];
    for (const [name, deed, sign] of deeds) {
      const went = await t.step(name, () => assertLiveEqualsReload(deed, sign));
      if (!went) break;
    }
    for (const watcher of watchers) await watcher.close();
  },
);
