/** Blocking and muting people, without script. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { makeGroup, rowTag, say } from "../inbox/_talk.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function meet(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const bo = await site.signUp("bo", { name: "Bo Berg" });
  const ravi = await site.signUp("ravi", { name: "Ravi Shah" });
  return { maya, bo, ravi };
}

async function startDirect(by: PlainBrowser, other: string): Promise<string> {
  await by.open("/conversations/new");
  await by.submit("/conversations", { kind: "direct", members: other });
  return new URL(by.url).pathname;
}

const POLL = { text: "Well?", options: "a\nb", client_id: "late-two" };

/** What stands on a page between its head and its composer. */
function logOf({ html }: PlainBrowser): string {
  const log = /<div class="log"[\s\S]*?<form/.exec(html)?.[0];
  assert.ok(log);
  return log;
}

/** By the button of their page. */
async function keep(
  by: PlainBrowser,
  other: string,
  noun: "block" | "mute",
): Promise<void> {
  await by.open(`/people/${other}`);
  await by.submit(`/people/${other}/${noun}`);
  assert.match(by.path, /^\/settings\/blocked\?done=/);
}

onSite(
  "H10 blocking hides each from the other in people, search, suggestions and new conversations, as if there were nobody",
  OPEN,
  async (site) => {
    const { maya, bo } = await meet(site);
    const finds = async (who: PlainBrowser, other: string) => {
      const found: boolean[] = [];
      for (
        const page of [
          "/people",
          `/people?q=${other}`,
          "/conversations/new",
          `/search?q=${other}`,
        ]
      ) {
        await who.open(page);
        found.push(
          who.html.includes(`/people/${other}"`) ||
            who.html.includes(`value="${other}"`) &&
              page === "/conversations/new",
        );
      }
      return found;
    };
    assert.deepEqual(await finds(bo, "maya"), [true, true, true, true]);
    assert.deepEqual(await finds(maya, "bo"), [true, true, true, true]);
    await keep(maya, "bo", "block");
    assert.match(maya.html, /Blocked\. You can take it back here\./);
    assert.deepEqual(await finds(bo, "maya"), [false, false, false, false]);
    assert.deepEqual(await finds(maya, "bo"), [false, false, false, false]);
    // Exactly what is said of a name that nobody bears.
    const refusalOf = async (name: string) => {
      await bo.open("/conversations/new");
      await bo.submit("/conversations", { kind: "direct", members: name });
      assert.equal(bo.status, 422);
      return /data-error-for="members"[^>]*>([^<]*)/.exec(bo.html)![1]!
        .replace(name, "");
    };
    assert.equal(await refusalOf("Maya"), await refusalOf("Nina"));
    for (const path of ["/people/maya", "/people/maya/block"]) {
      await bo.open(path);
      assert.equal(bo.status, 404);
    }
    await bo.open("/people");
    assert.ok(!bo.html.includes("Maya Lind"));
  },
);

onSite(
  "H10 in their direct conversation nothing is written either way; who was blocked reads a sentence that names no reason, and undoing opens it again",
  OPEN,
  async (site) => {
    const { maya, bo } = await meet(site);
    const path = await startDirect(bo, "maya");
    await bo.submit("/messages", { text: "Are you there?" });
    await maya.open(`${path}/messages/1`);
    await maya.submit("/people/bo/block");
    await bo.open(path);
    assert.match(bo.html, /Are you there\?/);
    assert.match(bo.html, /Messages cannot be delivered here at the moment\./);
    assert.doesNotMatch(bo.html, /[Bb]locked (you|by)|data-composer/);
    await maya.open(path);
    assert.match(maya.html, /You have blocked Bo Berg/);
    // What was sent from a page that was open before comes back with its text.
    for (const who of [bo, maya]) {
      const token = /name="csrf" value="([^"]+)"/.exec(
        (await who.open("/settings/profile")).html,
      )![1]!;
      for (
        const [to, fields] of [
          ["/messages", { text: "kept words", client_id: "late-one" }],
          ["/messages/1", { text: "other words", _action: "edit" }],
          ["/messages/1/reactions", { add: "👍" }],
          ["/messages/1/pin", { _action: "add" }],
          ["/timer", { timer: "60" }],
          ["/polls/new", { ...POLL }],
        ] as const
      ) {
        if (to === "/messages/1" && who === maya) continue;
        const body = new URLSearchParams({ csrf: token, ...fields });
        const answer = await who.request(path + to, { method: "POST", body });
        assert.equal(answer.status, 403, to);
        const html = await answer.text();
        assert.match(
          html,
          who === bo ? /cannot be delivered here/ : /You have blocked Bo/,
        );
      }
    }
    await maya.open("/settings/blocked");
    await maya.submit("/people/bo/block");
    assert.match(maya.path, /done=undone/);
    await bo.open(path);
    await bo.submit("/messages", { text: "Good to see you" });
    assert.equal(bo.status, 200);
    await maya.open(path);
    assert.match(maya.html, /Good to see you/);
    assert.ok(!/kept words|other words/.test(logOf(maya)));
  },
);

onSite(
  "H10 in shared groups the words of whom one blocked stand behind a line with a way to them; nobody else's page changes by a byte",
  OPEN,
  async (site) => {
    const { maya, bo, ravi } = await meet(site);
    const path = await makeGroup(maya, "Boats", "bo", "ravi");
    await say(bo, path, "my secret words");
    await bo.open(path);
    await bo.submit("/messages", { text: "answered here", reply_to: "2" });
    await ravi.open(path);
    await ravi.open(path);
    await ravi.open(path);
    const before = logOf(ravi);
    await keep(maya, "bo", "block");
    await maya.open(path);
    assert.doesNotMatch(maya.html, /my secret words|answered here/);
    assert.match(
      maya.html,
      /Message from somebody you blocked <a href="[^"]*\/messages\/2">Show<\/a>/,
    );
    await maya.follow(`${path}/messages/2`);
    assert.match(maya.html, /my secret words/);
    for (const page of ["/conversations", "/unread", "/threads"]) {
      await maya.open(page);
      assert.doesNotMatch(maya.html, /my secret words|answered here/, page);
    }
    await ravi.open(path);
    assert.ok(logOf(ravi) === before);
    // Whoever was blocked reads on as before, and is not told.
    await say(maya, path, "all hands");
    await bo.open(path);
    assert.match(bo.html, /my secret words[\s\S]*all hands/);
    // They have a name there, so their page is not nothing, but says little.
    await bo.open("/people/maya");
    assert.equal(bo.status, 200);
    assert.doesNotMatch(bo.html, /Online|Groups you share|Last here/);
    // Neither brings the other into a group.
    const other = await makeGroup(bo, "Trap", "ravi");
    await bo.open(`${other}/members`);
    await bo.submit("/members", { members: "maya" });
    assert.equal(bo.status, 422);
  },
);

onSite(
  "H10 whoever is muted writes as before, and it counts as unread nowhere",
  OPEN,
  async (site) => {
    const { maya, bo, ravi } = await meet(site);
    const path = await makeGroup(maya, "Boats", "bo", "ravi");
    await maya.open(path);
    await keep(maya, "bo", "mute");
    await say(bo, path, "one");
    await say(bo, path, "two");
    await maya.open("/conversations");
    assert.match(rowTag(maya, path), /data-unread="0"/);
    assert.match(maya.html, /two/);
    await maya.open("/unread");
    assert.doesNotMatch(maya.html, /data-unread-in/);
    await say(ravi, path, "three");
    await maya.open("/conversations");
    assert.match(rowTag(maya, path), /data-unread="1"/);
    await maya.open("/unread");
    assert.match(maya.html, /three/);
    assert.doesNotMatch(maya.html, />two</);
    await ravi.open("/conversations");
    assert.match(rowTag(ravi, path), /data-unread="0"/);
    await maya.open(path);
    assert.match(maya.html, /one[\s\S]*two[\s\S]*three/);
    await maya.open("/settings/blocked");
    await maya.submit("/people/bo/mute");
    await say(bo, path, "four");
    await maya.open("/conversations");
    assert.match(rowTag(maya, path), /data-unread="1"/);
  },
);
