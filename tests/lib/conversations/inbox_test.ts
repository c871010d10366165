import { addMembers } from "@/lib/conversations/add_members.ts";
import {
  findInboxRow,
  INBOX_PAGE,
  listInbox,
} from "@/lib/conversations/inbox.ts";
import { findReading } from "@/lib/conversations/readers.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import type { User } from "@/lib/accounts/model.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

let sent = 0;
async function say(user: User, conversation: string, text: string) {
  const clientId = `inbox-test-${sent++}`;
  // Times of one millisecond do not tell which conversation was last.
  await new Promise((later) => setTimeout(later, 2));
  return await sendMessage(user, { conversation, text, clientId });
}

storeTest(
  "listInbox() shows the newest activity first, for each from where that person stands",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    const direct = await directOf(maya, jonas);
    await say(jonas, direct.id, "First");
    await say(amina, group.id, "**Second** with `code`");
    const ofMaya = await listInbox(maya);
    assert.deepEqual(
      ofMaya.rows.map((row) => [
        row.conversation.title,
        row.preview,
        row.author?.username,
        row.mine,
        row.unread,
      ]),
      [
        ["Harbour trip", "Second with code", "amina", false, 1],
        ["Jonas Weber", "First", "jonas", false, 1],
      ],
    );
    assert.equal(ofMaya.unread, 2);
    await say(maya, direct.id, "Third");
    const [first] = (await listInbox(maya)).rows;
    assert.equal(first!.preview, "Third");
    assert.ok(first!.mine);
    assert.equal(first!.unread, 0, "whoever writes has read");
    const [ofJonas] = (await listInbox(jonas)).rows;
    assert.deepEqual([ofJonas!.unread, ofJonas!.mine], [1, false]);
  },
);

storeTest(
  "listInbox() says what the newest line is: a note, a deleted message, an edited text",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const row = async () => (await findInboxRow(jonas, group.id))!;
    assert.deepEqual((await row()).note, { what: "created" });
    const { seq } = await say(maya, group.id, "Ferry at eight");
    assert.equal((await row()).note, undefined);
    await editMessage(maya, group.id, seq, "Ferry at nine");
    assert.equal((await row()).preview, "Ferry at nine");
    await say(maya, group.id, "Pier 3");
    await editMessage(maya, group.id, seq, "Ferry at ten");
    assert.equal(
      (await row()).preview,
      "Pier 3",
      "an older one shows elsewhere",
    );
    await deleteMessage(maya, group.id, seq + 1);
    assert.deepEqual([(await row()).preview, (await row()).deleted], [
      "",
      true,
    ]);
    await addMembers(maya, group.id, [amina]);
    assert.equal((await row()).note?.what, "added");
    await assert.rejects(
      findInboxRow((await gatherCrowd(1))[0]!, group.id),
      NotFound,
    );
  },
);

storeTest(
  "listInbox() pages through many conversations without missing or repeating one",
  async () => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(INBOX_PAGE * 2 + 5);
    const made = await Promise.all(crowd.map((one) => directOf(maya, one)));
    await say(crowd[7]!, made[7]!.id, "Me first");
    const seen: string[] = [];
    let next: number | null = 0;
    while (next !== null) {
      const inbox = await listInbox(maya, next);
      seen.push(...inbox.rows.map(({ conversation }) => conversation.id));
      next = inbox.next;
    }
    assert.equal(seen[0], made[7]!.id);
    assert.deepEqual([...seen].sort(), made.map(({ id }) => id).sort());
  },
);

storeTest("D9 reading never moves back and never past the end", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await directOf(maya, jonas);
  for (let i = 0; i < 10; i++) await say(jonas, id, `Line ${i}`);
  assert.deepEqual(await findReading(maya, id), { seq: 0, unread: 10 });
  assert.equal(await readUpTo(maya, id, 4), 0);
  assert.deepEqual(await findReading(maya, id), { seq: 4, unread: 6 });
  assert.equal(await readUpTo(maya, id, 2), 4);
  assert.deepEqual(await findReading(maya, id), { seq: 4, unread: 6 });
  await readUpTo(maya, id, 1_000_000);
  assert.deepEqual(await findReading(maya, id), { seq: 10, unread: 0 });
  for (const odd of [-1, 0, 2.5, NaN, -Infinity]) await readUpTo(maya, id, odd);
  assert.deepEqual(await findReading(maya, id), { seq: 10, unread: 0 });
});

storeTest(
  "D9 a number that is none leaves the reading position as it is",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (let i = 0; i < 3; i++) await say(jonas, id, `Line ${i}`);
    for (const odd of [NaN, 0.5, -1]) await readUpTo(maya, id, odd);
    assert.deepEqual(await findReading(maya, id), { seq: 0, unread: 3 });
  },
);

storeTest(
  "D9 readers that race end at the furthest, whatever the order",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (let i = 0; i < 20; i++) await say(jonas, id, `Line ${i}`);
    let before = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 25 }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (marks) => {
          await Promise.all(marks.map((seq) => readUpTo(maya, id, seq)));
          const { seq } = await findReading(maya, id);
          const furthest = Math.min(20, Math.max(before, ...marks));
          assert.equal(seq, furthest);
          before = seq;
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  },
);
