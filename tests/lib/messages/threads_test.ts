import { listInbox } from "@/lib/conversations/inbox.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { findReading } from "@/lib/conversations/readers.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Conflict, Invalid, NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { react } from "@/lib/messages/react.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import {
  findFollow,
  findThread,
  followThread,
  listThreads,
  readThread,
} from "@/lib/messages/threads.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, storeTest } from "@/tests/support/store.ts";
import { overhear, say } from "./_talk.ts";

let said = 0;
async function inThread(
  user: User,
  conversation: string,
  thread: number,
  text = "Aside",
): Promise<ShownMessage> {
  const clientId = `in-thread-${said++}`;
  return await sendMessage(user, { conversation, text, clientId, thread });
}

storeTest(
  "B10 what stands in a thread is numbered like all else, and the log shows only how much there is",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const root = await say(maya, id, "Who brings what?");
    const one = await inThread(jonas, id, root.seq, "Plates");
    const two = await inThread(maya, id, root.seq, "Cake");
    const after = await say(jonas, id, "See you");
    assert.deepEqual([one.seq, two.seq, after.seq], [2, 3, 4]);
    const { messages } = await listMessages(jonas, id);
    assert.deepEqual(messages.map(({ seq }) => seq), [1, 4]);
    assert.equal(messages[0]!.thread?.count, 2);
    assert.equal(
      messages[1]!.previous?.author,
      maya.id,
      "grouping skips threads",
    );
    const { page } = await findThread(jonas, id, root.seq, {});
    assert.deepEqual(page.messages.map(({ text }) => text), ["Plates", "Cake"]);
    assert.equal((await findMessage(maya, id, 2)).inThread, 1);
  },
);

storeTest(
  "B10 the log's pages stay full and its unread exact, however much is said in threads between",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const shown: number[] = [];
    for (let i = 0; i < 60; i++) {
      const { seq } = await say(maya, id, `Line ${i}`);
      shown.push(seq);
      for (let n = 0; n < i % 4; n++) await inThread(jonas, id, seq);
    }
    const newest = await listMessages(maya, id);
    assert.deepEqual(newest.messages.map(({ seq }) => seq), shown.slice(-50));
    const first = await listMessages(maya, id, {
      before: newest.messages[0]!.seq,
    });
    assert.deepEqual(first.messages.map(({ seq }) => seq), shown.slice(0, 10));
    assert.deepEqual([first.older, first.newer], [false, true]);
    // A number that stands in a thread is a spot like any other.
    const spot = await listMessages(maya, id, { after: shown[3]! + 1 });
    assert.deepEqual([spot.messages[0]!.seq, spot.older], [shown[4], true]);
    const back = await listMessages(maya, id, { before: shown[2]! + 1 });
    assert.deepEqual([back.messages.length, back.newer], [3, true]);
    for (const read of [0, 1, 17, 40, 59]) {
      const unread = 59 - read;
      await readUpTo(jonas, id, shown[read]! + (read === 59 ? 0 : read % 4));
      assert.equal((await findReading(jonas, id)).unread, unread, `${read}`);
      assert.equal((await listInbox(jonas)).rows[0]!.unread, unread);
    }
  },
);

storeTest(
  "B10 a thread neither moves a conversation up nor shows in its inbox row, and marks nothing read",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const root = await say(maya, id, "Who brings what?");
    const [before] = (await listInbox(jonas)).rows;
    assert.equal(before!.unread, 1);
    await inThread(jonas, id, root.seq, "Plates");
    const [after] = (await listInbox(jonas)).rows;
    assert.deepEqual(after, before);
    await editMessage(maya, id, root.seq, "Who brings cake?");
    assert.equal((await listInbox(jonas)).rows[0]!.preview, "Who brings cake?");
  },
);

storeTest(
  "B10 who writes follows, so does who began it, each with their own unread; one stops and starts again",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas, ravi);
    const { seq } = await say(maya, id, "Who brings what?");
    const unread = async (user: User) =>
      (await listThreads(user)).map((one) => [one.root.seq, one.unread]);
    assert.deepEqual(await unread(maya), []);
    const one = await inThread(jonas, id, seq);
    await inThread(jonas, id, seq);
    assert.deepEqual(await unread(jonas), [[seq, 0]]);
    assert.deepEqual(await unread(maya), [[seq, 2]]);
    assert.deepEqual(await unread(ravi), []);
    await readThread(maya, id, seq, one.seq);
    assert.deepEqual(await unread(maya), [[seq, 1]]);
    await readThread(maya, id, seq, 1);
    await readThread(maya, id, seq, Number.NaN);
    assert.deepEqual(await unread(maya), [[seq, 1]], "never back");
    await readThread(maya, id, seq, 9_999);
    assert.deepEqual(await unread(maya), [[seq, 0]]);
    await followThread(maya, id, seq, false);
    await inThread(jonas, id, seq);
    assert.deepEqual(await unread(maya), []);
    await followThread(ravi, id, seq, true);
    assert.deepEqual(await unread(ravi), [[seq, 0]]);
    await inThread(maya, id, seq);
    assert.deepEqual(await unread(maya), [[seq, 0]], "writing follows again");
    assert.deepEqual(await unread(ravi), [[seq, 1]]);
    await removeMember(maya, id, ravi.id);
    assert.deepEqual(await unread(ravi), []);
    assert.equal((await findFollow(jonas, id, seq))[1], 1);
  },
);

storeTest(
  "B10 a thread begins with a message: not with a note, in a thread, or with what is gone",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Who brings what?");
    const inside = await inThread(jonas, id, seq);
    for (const root of [1, inside.seq, 99]) {
      await assert.rejects(inThread(maya, id, root), Invalid);
      await assert.rejects(findThread(maya, id, root, {}), NotFound);
    }
    await assert.rejects(findThread(amina, id, seq, {}), NotFound);
    await assert.rejects(followThread(amina, id, seq, true), NotFound);
    await assert.rejects(readThread(amina, id, seq, 2), NotFound);
    const draft = { conversation: id, text: "Once", clientId: "client-once" };
    const sent = await sendMessage(maya, { ...draft, thread: seq });
    assert.deepEqual(await sendMessage(maya, { ...draft, thread: seq }), sent);
    await assert.rejects(sendMessage(maya, draft), Conflict);
    const gone = await say(maya, id, "Never mind");
    await deleteMessage(maya, id, gone.seq);
    await assert.rejects(inThread(maya, id, gone.seq), Invalid);
  },
);

storeTest(
  "B8 B10 deleting the first message leaves its thread; deleting one in it leaves its place",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Who brings what?");
    const one = await inThread(jonas, id, seq, "Swordfish");
    await react(maya, id, one.seq, "🦄", true);
    await editMessage(jonas, id, one.seq, "Barracuda");
    assert.equal((await findMessage(maya, id, one.seq)).reactions?.length, 1);
    const root = await deleteMessage(maya, id, seq);
    assert.deepEqual([root.kind, root.thread?.count], ["deleted", 1]);
    await inThread(jonas, id, seq, "Still here");
    const gone = await deleteMessage(jonas, id, one.seq);
    assert.deepEqual([gone.kind, gone.inThread], ["deleted", seq]);
    const { page } = await findThread(maya, id, seq, {});
    assert.deepEqual(page.messages.map(({ kind }) => kind), [
      "deleted",
      "text",
    ]);
    const rows = JSON.stringify(await openedRows(store));
    assert.ok(!rows.includes("Swordfish") && !rows.includes("Barracuda"));
  },
);

storeTest(
  "B10 of twenty people who write in one thread at once each is counted, live and for who was away",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Who brings what?");
    await overhear(maya, [id], async (heard) => {
      await Promise.all(
        Array.from(
          { length: 20 },
          (_, i) => inThread(i % 2 ? maya : jonas, id, seq),
        ),
      );
      const roots = heard.map(({ event }) => event)
        .filter((event) => event.type === "message-changed");
      assert.equal(roots.at(-1)!.message.thread?.count, 20);
      assert.equal(heard.length, 40);
    });
    const { page } = await findThread(maya, id, seq, {});
    assert.equal(new Set(page.messages.map((one) => one.seq)).size, 20);
    const missed = (await listMissedBy(jonas.id, ""))!
      .flatMap(({ event }) =>
        event.type === "message-added" ? [event.message] : []
      );
    assert.deepEqual(
      missed.map((one) => one.seq),
      Array.from({ length: 21 }, (_, i) => i + 1),
    );
    assert.equal(missed[5]!.inThread, seq);
    assert.equal(missed[0]!.thread?.count, 20);
  },
);
