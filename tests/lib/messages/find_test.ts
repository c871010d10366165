import { NotFound } from "@/lib/errors.ts";
import { findMessage, listMessages, type Spot } from "@/lib/messages/find.ts";
import {
  type MessagePage,
  PAGE_SIZE,
  startsGroup,
} from "@/lib/messages/model.ts";
import type { User } from "@/lib/accounts/model.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { directOf, gatherCast, gatherCrowd } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { say } from "./_talk.ts";

const seqs = ({ messages }: MessagePage) => messages.map(({ seq }) => seq);
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** A conversation of so many messages. */
async function talkOf(length: number, maya: User, jonas: User) {
  const { id } = await directOf(maya, jonas);
  await Promise.all(
    range(1, length).map((n) => say(n % 3 ? maya : jonas, id, `Message ${n}`)),
  );
  return id;
}

storeTest(
  "D1 paging back reaches the first message, and paging on from there the last",
  async () => {
    const { maya } = await gatherCast();
    const lengths = [0, 1, 49, 50, 51, 100, 237];
    const others = await gatherCrowd(lengths.length);
    for (const [i, length] of lengths.entries()) {
      const id = await talkOf(length, maya, others[i]!);
      let page = await listMessages(maya, id);
      assert.equal(page.newer, false);
      let seen = seqs(page);
      let pages = 1;
      while (page.older) {
        page = await listMessages(maya, id, { before: seen[0]! });
        assert.ok(page.newer);
        seen = [...seqs(page), ...seen];
        pages++;
      }
      assert.deepEqual(seen, range(1, length));
      assert.equal(pages, Math.max(1, Math.ceil(length / PAGE_SIZE)));
      page = await listMessages(maya, id, { after: 0 });
      const forth = seqs(page);
      while (page.newer) {
        page = await listMessages(maya, id, { after: forth.at(-1)! });
        assert.ok(page.older);
        forth.push(...seqs(page));
      }
      assert.deepEqual(forth, seen);
    }
  },
);

storeTest("D1 every message has a page with its surroundings", async () => {
  const { maya, jonas } = await gatherCast();
  const id = await talkOf(130, maya, jonas);
  for (const seq of [1, 2, 25, 26, 27, 65, 104, 105, 106, 129, 130]) {
    const page = await listMessages(jonas, id, { around: seq });
    const shown = seqs(page);
    assert.ok(shown.includes(seq), `${seq}`);
    assert.deepEqual(shown, range(shown[0]!, shown.at(-1)!));
    assert.ok(shown.length <= PAGE_SIZE);
    assert.ok(shown[0]! <= Math.max(1, seq - 20), "what came before");
    assert.ok(shown.at(-1)! >= Math.min(130, seq + 20), "and after");
    assert.equal(page.older, shown[0]! > 1);
    assert.equal(page.newer, shown.at(-1)! < 130);
    assert.equal(
      (await findMessage(jonas, id, seq)).text,
      page.messages.find(
        (one) => one.seq === seq,
      )!.text,
    );
  }
});

storeTest(
  "D1 any spot at all gives an honest page: in order, whole, and saying what is beyond",
  async () => {
    const { maya, jonas } = await gatherCast();
    const length = 120;
    const id = await talkOf(length, maya, jonas);
    const place = fc.oneof(
      fc.integer({ min: -5, max: length + 60 }),
      fc.constantFrom(-(2 ** 53), 2 ** 53, 1e300, -1e300, 0.5, 60.5),
    );
    const spot: fc.Arbitrary<Spot> = fc.oneof(
      place.map((before) => ({ before })),
      place.map((after) => ({ after })),
      place.map((around) => ({ around })),
    );
    await fc.assert(
      fc.asyncProperty(spot, async (some) => {
        const page = await listMessages(jonas, id, some);
        const shown = seqs(page);
        const first = shown[0] ?? 0;
        assert.deepEqual(shown, range(first, first + shown.length - 1));
        assert.ok(shown.length <= PAGE_SIZE);
        if (shown.length > 0) {
          assert.equal(page.older, first > 1);
          assert.equal(page.newer, shown.at(-1)! < length);
          assert.equal(page.messages[0]!.previous === null, first === 1);
        } else {
          assert.ok(page.older || page.newer, "an empty page leads somewhere");
        }
        for (const [i, message] of page.messages.entries()) {
          const before = page.messages[i - 1];
          if (before) assert.equal(message.previous?.at, before.at);
        }
      }),
      { numRuns: 300, endOnFailure: true },
    );
  },
);

storeTest(
  "D1 an empty conversation is an empty page with nothing beyond",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (const spot of [{}, { before: 5 }, { after: 5 }, { around: 5 }]) {
      assert.deepEqual(await listMessages(maya, id, spot), {
        messages: [],
        older: false,
        newer: false,
        marks: new Map(),
      });
    }
  },
);

storeTest(
  "D1 strangers read nothing, and a number that is not there is not found",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const id = await talkOf(3, maya, jonas);
    await assert.rejects(listMessages(ravi, id), NotFound);
    await assert.rejects(findMessage(ravi, id, 1), NotFound);
    for (const odd of [0, 4, -1, 1.5, 1e300]) {
      await assert.rejects(findMessage(jonas, id, odd), NotFound);
    }
  },
);

Deno.test("startsGroup() keeps a run by one author together for five minutes", () => {
  const author = { id: "maya" };
  const previous = { author: "maya", at: 0, kind: "text" } as const;
  const minutes = 60_000;
  assert.ok(startsGroup({ author, at: 0, previous: null }));
  assert.ok(!startsGroup({ author, at: 5 * minutes, previous }));
  assert.ok(startsGroup({ author, at: 5 * minutes + 1, previous }));
  assert.ok(startsGroup({ author: { id: "jonas" }, at: 0, previous }));
  assert.ok(
    startsGroup({ author, at: 0, previous: { ...previous, kind: "note" } }),
  );
});
