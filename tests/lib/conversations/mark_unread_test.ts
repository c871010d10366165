import {
  listWaiting,
  markUnread,
  readAll,
} from "@/lib/conversations/mark_unread.ts";
import { findReading, listReaders } from "@/lib/conversations/readers.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { NotFound } from "@/lib/errors.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import type { User } from "@/lib/accounts/model.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

let sent = 0;
async function say(user: User, conversation: string, count: number) {
  for (let i = 0; i < count; i++) {
    await sendMessage(user, {
      conversation,
      text: `Line ${i}`,
      clientId: `unread-test-${sent++}`,
    });
  }
}

storeTest(
  "D9 mark unread from here takes one's own position back, and nobody else notices",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await say(jonas, id, 10);
    await readUpTo(maya, id, 10);
    const seen = async () =>
      (await listReaders(jonas, id, 10)).map(({ profile }) => profile.username);
    assert.deepEqual(await seen(), ["maya"]);
    await markUnread(maya, id, 4);
    assert.deepEqual(await findReading(maya, id), { seq: 3, unread: 7 });
    assert.deepEqual(await seen(), ["maya"], "it was read");
    // Reading on to a place before the receipt moves only one's own.
    await readUpTo(maya, id, 6);
    assert.deepEqual(await findReading(maya, id), { seq: 6, unread: 4 });
    assert.deepEqual(await seen(), ["maya"]);
    await say(jonas, id, 1);
    await readUpTo(maya, id, 11);
    assert.equal((await listReaders(jonas, id, 11)).length, 1);
    // What is unread already stays so, and what is no number does nothing bad.
    await markUnread(maya, id, 9);
    await markUnread(maya, id, 11);
    assert.deepEqual(await findReading(maya, id), { seq: 8, unread: 3 });
    for (const odd of [NaN, -3, 0]) await markUnread(maya, id, odd);
    assert.deepEqual(await findReading(maya, id), { seq: 0, unread: 11 });
    await assert.rejects(markUnread(ravi, id, 1), NotFound);
  },
);

storeTest(
  "D9 marking and reading that race end at one of the two, never past the end",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await say(jonas, id, 12);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 14 })),
          { minLength: 2, maxLength: 8 },
        ),
        async (deeds) => {
          await Promise.all(
            deeds.map(([back, seq]) =>
              (back ? markUnread : readUpTo)(maya, id, seq)
            ),
          );
          const { seq, unread } = await findReading(maya, id);
          assert.ok(seq >= 0 && seq <= 12);
          assert.equal(unread, 12 - seq);
        },
      ),
      { numRuns: 30, endOnFailure: true },
    );
  },
);

storeTest(
  "D9 everything is read at once, up to the end of that moment",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(jonas, maya, amina);
    const direct = await directOf(amina, maya);
    await say(jonas, group.id, 3);
    await say(amina, direct.id, 2);
    const waiting = await listWaiting(maya);
    assert.deepEqual(
      waiting.map(({ conversation, unread }) => [conversation, unread]),
      [[direct.id, 2], [group.id, 4]],
    );
    await readAll(maya);
    assert.deepEqual(await listWaiting(maya), []);
    assert.deepEqual((await listWaiting(amina)).length, 1, "one's own");
  },
);
