/** Answering a message and finding what was answered, without script. */
import { change } from "@/lib/kv/change.ts";
import { appendEntry } from "@/lib/conversations/log.ts";
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import { attribute, type PlainBrowser } from "@/tests/support/plain_browser.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await jonas.open("/conversations/new");
  await jonas.submit("/conversations", { kind: "direct", members: "maya" });
  return { maya, jonas, path: jonas.path };
}

/** The quoted line of a row: its text and where it leads. */
function quoteOf(browser: PlainBrowser, seq: number) {
  const row = new RegExp(`<article[^>]*id="m-${seq}"[\\s\\S]*?</article>`)
    .exec(browser.html)?.[0] ?? "";
  const [quote, inside = ""] =
    /<a class="quote"[^>]*>([\s\S]*?)<\/a>/.exec(row) ?? [];
  return quote && {
    href: attribute(quote, "href") ?? "",
    text: inside.replace(/<[^>]*>/g, ""),
  };
}

onSite(
  "B9 A reply shows the quoted line and clicking it lands on the original even 10,000 messages back, by plain link",
  OPEN,
  async (site) => {
    const { maya, jonas, path } = await talk(site);
    await maya.open(path);
    await maya.submit("/messages", { text: "Who brings the **rope**?" });
    const author = attribute(maya.html, "data-me")!;
    const conversation = path.split("/").at(-1)!;
    for (let i = 0; i < 10_000; i++) {
      await change((c) =>
        appendEntry(c, conversation, {
          id: `id-${i}`,
          author,
          at: Date.now(),
          kind: "text",
          body: { text: `Line ${i}` },
        }, "")
      );
    }
    await jonas.open(`${path}/messages/1`);
    await jonas.follow(`${path}?reply=1#composer`);
    assert.match(jonas.html, /class="answering"[\s\S]*Who brings the rope\?/);
    assert.equal(quoteOf(jonas, 1), undefined, "the original is far away");
    await jonas.submit("/messages", { text: "I do" });
    assert.equal(jonas.status, 200);
    await maya.open(path);
    const quote = quoteOf(maya, 10_002);
    assert.ok(quote);
    assert.equal(quote.text, "Maya Lind Who brings the rope?");
    await maya.open(quote.href.replace(/#.*/, ""));
    assert.match(maya.html, /<article[^>]*id="m-1"/);
    assert.match(quote.href, /#m-1$/);
  },
);

onSite(
  "B9 the answer can be called off, and is kept when sending is refused",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    await maya.submit("/messages", { text: "Who brings the rope?" });
    await maya.open(`${path}?reply=1`);
    await maya.submit("/messages", { text: "  " });
    assert.equal(maya.status, 422);
    assert.match(maya.html, /form="composer" name="reply_to" value="1"/);
    assert.match(maya.html, /class="answering"/);
    await maya.follow(path);
    assert.ok(!maya.html.includes('name="reply_to"'));
  },
);

onSite(
  "B9 garbage in reply_to is refused with a sentence, and in the address ignored",
  OPEN,
  async (site) => {
    const { maya, path } = await talk(site);
    await maya.open(path);
    await maya.submit("/messages", { text: "One" });
    for (
      const reply_to of ["0", "-1", "1e3", "999", "x", "99999999999999999"]
    ) {
      await maya.open(`${path}?reply=1`);
      await maya.submit("/messages", { text: "Kept text", reply_to });
      assert.equal(maya.status, 422, reply_to);
      assert.match(maya.html, /is not there/);
      assert.match(maya.html, /Kept text/);
    }
    for (const reply of ["0", "999", "x"]) {
      await maya.open(`${path}?reply=${reply}`);
      assert.equal(maya.status, 200);
      assert.ok(!maya.html.includes('name="reply_to"'));
    }
  },
);
