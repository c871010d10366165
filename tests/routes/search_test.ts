import assert from "node:assert/strict";
import fc from "fast-check";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site, texts: readonly string[]) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  await maya.open("/conversations/new");
  await maya.submit("/conversations", {
    kind: "group",
    members: "jonas",
    name: "Harbour trip",
  });
  const id = maya.path.split("/")[2]!;
  for (const text of texts) await send(maya, id, text);
  return { maya, jonas, id };
}

async function send(browser: PlainBrowser, id: string, text: string) {
  await browser.open(`/conversations/${id}`);
  await browser.submit(`/conversations/${id}/messages`, { text });
}

const find = (browser: PlainBrowser, query: string, more = "") =>
  browser.open(`/search?q=${encodeURIComponent(query)}${more}`);

onSite(
  "D3 a search without script shows each message in its context, marked, with the way to it",
  OPEN,
  async (site) => {
    const { jonas, id } = await talk(site, [
      "The annual **budget** is <b>ready</b>",
      "Lunch?",
    ]);
    await jonas.open("/conversations");
    assert.match(jonas.html, /href="\/search"/);
    await jonas.open("/search");
    await jonas.submit("/search", { q: "bud" });
    assert.equal(jonas.path, "/search?q=bud");
    assert.match(jonas.html, /annual <mark[^>]*>budget<\/mark> is &lt;b/);
    assert.match(jonas.html, /Maya Lind<\/b><\/bdi> · <bdi>Harbour trip/);
    const [, href] = /class="hit" href="([^"]+)"/.exec(jonas.html)!;
    assert.equal(href, `/conversations/${id}?around=2#m-2`);
    await jonas.open(href!);
    assert.match(jonas.html, /id="m-2"/);
    await find(jonas, "nothing-here");
    assert.match(jonas.html, /No message here has “nothing-here”/);
  },
);

onSite(
  "D3 the same box finds conversations by name or member, and people",
  OPEN,
  async (site) => {
    const { maya, id } = await talk(site, ["Hello"]);
    await find(maya, "harb");
    assert.match(maya.html, new RegExp(`href="/conversations/${id}" dir`));
    await find(maya, "weber");
    assert.match(maya.html, /href="\/people\/jonas"/);
    assert.match(maya.html, new RegExp(`href="/conversations/${id}" dir`));
  },
);

onSite(
  "D3 pages of twenty go on where the last one ended, whatever is said meanwhile",
  OPEN,
  async (site) => {
    const texts = Array.from({ length: 45 }, (_, i) => `ferry number ${i}`);
    const { maya, id } = await talk(site, texts);
    const seen: number[] = [];
    await find(maya, "ferry");
    for (let page = 0; page < 3; page++) {
      const seqs = [...maya.html.matchAll(/<li[^>]* data-seq="(\d+)"/g)]
        .map(([, seq]) => Number(seq));
      seen.push(...seqs);
      const next = /href="(\/search\?[^"]+)" rel="next"/.exec(maya.html)?.[1];
      if (!next) break;
      if (page === 0) {
        await indexConversation(id);
        await send(maya, id, "ferry at last");
      }
      await maya.open(next.replaceAll("&amp;", "&"));
    }
    assert.deepEqual(seen, Array.from({ length: 45 }, (_, i) => 46 - i));
  },
);

onSite(
  "D3 a search inside a conversation keeps to it until its tick is taken away",
  OPEN,
  async (site) => {
    const { maya, id } = await talk(site, ["ferry here"]);
    await maya.open("/people/jonas");
    await maya.submit("/conversations");
    const other = maya.path.split("/")[2]!;
    await send(maya, other, "ferry there");
    await maya.open(`/conversations/${id}`);
    assert.match(maya.html, new RegExp(`href="/search\\?in=${id}"`));
    await find(maya, "ferry", `&in=${id}`);
    assert.match(maya.html, /In Harbour trip/);
    assert.match(maya.html, /<\/mark> here/);
    assert.doesNotMatch(maya.html, /<\/mark> there/);
    await find(maya, "ferry");
    assert.match(maya.html, /<\/mark> there/);
    // Somebody else's place is no place.
    const amina = await site.signUp("amina");
    await find(amina, "ferry", `&in=${id}`);
    assert.equal(amina.status, 200);
    assert.doesNotMatch(amina.html, /Harbour|<mark>/);
  },
);

onSite(
  "D3 a bad search is answered by a sentence and keeps what was typed; none is ever 500",
  OPEN,
  async (site) => {
    const { maya } = await talk(site, ["Hello https://x.org"]);
    await find(maya, "hello before:soon");
    assert.equal(maya.status, 422);
    assert.match(maya.html, /data-error-for="q"[^>]*>“soon” is no date/);
    assert.match(maya.html, /value="hello before:soon"/);
    const part = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        ...'from: in: has: is: before: after: on: - " “ * : -from:me \ud800 \0 % ﷺ #\u202e 東京 in:"'
          .split(" "),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 8 }),
        fc.string({ maxLength: 30 }),
        async (parts, from) => {
          const query = encodeURIComponent(parts.join(" ").toWellFormed());
          const spot = encodeURIComponent(from.toWellFormed());
          await maya.open(`/search?q=${query}&from=${spot}&in=${spot}`);
          // Of an address with a zero in it the gate wants to hear nothing.
          const zero = `${query}${spot}`.includes("%00");
          assert.ok(
            [200, 422, ...zero ? [400] : []].includes(maya.status),
            `${maya.status}`,
          );
        },
      ),
      { numRuns: 150 },
    );
  },
);

onSite("D3 searching is bounded: ten at once, then one a second", {
  REGISTRATION: "open",
}, async (site) => {
  const { maya } = await talk(site, ["Hello"]);
  for (let i = 0; i < 10; i++) {
    await find(maya, "hello");
    assert.equal(maya.status, 200);
  }
  await find(maya, "hello");
  assert.equal(maya.status, 429);
});

onSite(
  "I4 a page lists the keys, and single ones can be switched off",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await maya.open("/keys");
    assert.match(maya.html, /<kbd>Ctrl<\/kbd>/);
    assert.doesNotMatch(maya.html, /data-keys="off"/);
    await maya.submit("/keys", { single: [] });
    assert.match(maya.html, /data-keys="off"/);
    await maya.submit("/keys", { single: "on" });
    assert.doesNotMatch(maya.html, /data-keys="off"/);
  },
);

onSite(
  "D3 newest first or best first is a plain choice, which further pages and the next search keep",
  OPEN,
  async (site) => {
    const { jonas, id } = await talk(site, [
      "The harbour budget",
      "Our budget says nothing of any sum for what is at the harbour",
      "Lunch?",
    ]);
    const order = () =>
      [...jonas.html.matchAll(/data-seq="(\d+)"/g)].map(([, seq]) => seq);
    await find(jonas, "harbour budget", `&in=${id}`);
    assert.deepEqual(order(), ["3", "2"]);
    const [, href] = /href="([^"]+order=best)"/.exec(jonas.html)!;
    await jonas.open(href!.replaceAll("&amp;", "&"));
    assert.deepEqual(order(), ["2", "3"]);
    assert.match(jonas.html, /aria-current="true"[^>]*>Best first</);
    assert.ok(jonas.path.includes(`in=${id}`));
    await jonas.submit("/search", { q: "budget harbour" });
    assert.match(jonas.path, /order=best/);
    assert.deepEqual(order(), ["2", "3"]);
    await find(jonas, "harbour budget", "&order=worst&from=zzz");
    assert.equal(jonas.status, 200);
    await find(jonas, "harbour budget", "&order=best&from=zzz");
    assert.deepEqual(order(), ["2", "3"]);
  },
);
