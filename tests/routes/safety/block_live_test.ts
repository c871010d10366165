/** What the streams of people carry who have blocked or muted somebody, and a block at the moment of sending. */
import assert from "node:assert/strict";
import { keepAway } from "@/lib/accounts/block.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { Forbidden } from "@/lib/errors.ts";
import { withStore } from "@/lib/kv/store.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { onSite } from "@/tests/support/app.ts";
import { gatherCast } from "@/tests/support/people.ts";
import { attribute, type PlainBrowser } from "@/tests/support/plain_browser.ts";
import { eventsOf, type StreamEvent } from "@/tests/support/readers.ts";
import { otherProcess, storeTest } from "@/tests/support/store.ts";
import { makeGroup, say } from "../inbox/_talk.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Everything a stream brings of what is done once it listens, until "the end"; it is closed then. */
async function hear(
  who: PlainBrowser,
  path: string,
  begin: () => Promise<void>,
  talk: () => Promise<void>,
): Promise<StreamEvent[]> {
  await who.open(path);
  const cursor = attribute(who.html, "data-cursor") ?? "";
  const events = eventsOf(await who.request(`/live?after=${cursor}`));
  const until = async (sign: string) => {
    const heard: StreamEvent[] = [];
    for (;;) {
      const { value } = await events.next();
      assert.ok(value, `the stream ended before "${sign}"`);
      heard.push(value);
      if (value.html.includes(sign)) return heard;
    }
  };
  // What is never stored is heard only by who listens already.
  await begin();
  await until("the beginning");
  await talk();
  const heard = await until("the end");
  await events.return();
  return heard;
}

onSite(
  "H10 live rows of whom one blocked stand behind the same line as on the page, typing is not told, and all others hear the words",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya", { name: "Maya Lind" });
    const bo = await site.signUp("bo", { name: "Bo Berg" });
    const ravi = await site.signUp("ravi", { name: "Ravi Shah" });
    const path = await makeGroup(maya, "Boats", "bo", "ravi");
    await maya.open("/people/bo");
    await maya.submit("/people/bo/block");
    const csrf = new Map(
      (await bo.open("/people/ravi")).form("/people/ravi/mute").fields,
    ).get("csrf")!;
    const talk = async () => {
      const body = new URLSearchParams({ csrf });
      const typing = { method: "POST", body };
      await (await bo.request(`${path}/typing`, typing)).body?.cancel();
      await say(bo, path, "hidden words");
      await say(ravi, path, "the end");
    };
    const begin = () => say(ravi, path, "the beginning");
    const hers = await hear(maya, path, begin, talk);
    assert.ok(!hers.some(({ html }) => html.includes("hidden words")));
    assert.ok(!hers.some(({ event }) => event === "typing"));
    const row = hers.find(({ html }) => html.includes("somebody you blocked"));
    assert.ok(row, "its place is shown");
    await maya.open(path);
    const article = /<article[^>]*data-seq="3"[\s\S]*?<\/article>/;
    assert.equal(
      article.exec(row.html)![0],
      article.exec(maya.html)![0],
      "live is as reloaded",
    );
    const byMaya = () => say(maya, path, "the beginning");
    const his = await hear(ravi, path, byMaya, talk);
    assert.ok(his.some(({ html }) => html.includes("hidden words")));
    assert.ok(his.some(({ event }) => event === "typing"));
    // The framed log of who blocked, too.
    const log = await maya.request(`${path}/log`);
    const reader = log.body!.pipeThrough(new TextDecoderStream()).getReader();
    let html = "";
    await say(ravi, path, "and no more");
    // Live by now: what comes after the head comes by the stream.
    while (!html.includes("and no more")) {
      html += (await reader.read()).value ?? "";
    }
    await reader.cancel();
    assert.doesNotMatch(html, /hidden words/);
    assert.match(html, /somebody you blocked/);
  },
);

for (const where of ["this process", "another process"] as const) {
  storeTest(
    `H10 of sixteen sends that race a block none from ${where} lands after it, and those before it stay`,
    async (store) => {
      const { maya, jonas } = await gatherCast();
      const there = where === "this process" ? store : otherProcess(store);
      const { id } = await createConversation(jonas, {
        kind: "direct",
        members: [maya],
        name: "",
        description: "",
      });
      let accepted = 0;
      for (let round = 0; round < 10; round++) {
        const send = (i: number) =>
          withStore(there, async () => {
            try {
              await sendMessage(jonas, {
                conversation: id,
                text: `Number ${i}`,
                clientId: `race-${round}-${i}`,
              });
              accepted++;
            } catch (error) {
              assert.ok(error instanceof Forbidden, String(error));
            }
          });
        const sends = Array.from({ length: 16 }, (_, i) => i);
        const first = sends.slice(0, round).map(send);
        const block = keepAway(maya, jonas.id, "blocked", true).then(
          async () => (await listEntries(id, { limit: 999 })).length,
        );
        const [after] = await Promise.all([
          block,
          ...first,
          ...sends.slice(round).map(send),
        ]);
        const entries = await listEntries(id, { limit: 999 });
        assert.equal(entries.length, after, "none came after the block");
        assert.equal(entries.length, accepted, "none that was taken is lost");
        await keepAway(maya, jonas.id, "blocked", false);
      }
    },
  );
}
