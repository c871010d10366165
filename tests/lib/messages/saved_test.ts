import assert from "node:assert/strict";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { withStore } from "@/lib/kv/store.ts";
import type { User } from "@/lib/accounts/model.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { eraseOwnRows } from "@/lib/messages/erase_own_rows.ts";
import { listSaved } from "@/lib/messages/list_saved.ts";
import { countNotices } from "@/lib/messages/notices.ts";
import { remindWhenDue } from "@/lib/messages/remind.ts";
import {
  forgetSaved,
  saveMessage,
  settleReminder,
} from "@/lib/messages/save.ts";
import { SAVED_LIMIT, SAVED_PAGE } from "@/lib/messages/saved_model.ts";
import { sweepDeleted } from "@/lib/messages/sweep_deleted.ts";
import { atTime } from "@/tests/support/clock.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, otherProcess, storeTest } from "@/tests/support/store.ts";
import { overhear, say } from "./_talk.ts";

const HOUR = 3_600_000;

/** The job as it was left for that time. */
const jobOf = (
  { id: user }: User,
  conversation: string,
  seq: number,
  due: number,
) => ({ kind: "remind", user, conversation, seq, due }) as const;

const textsOf = async (user: User) =>
  (await listSaved(user)).rows.map(({ message }) => message?.text ?? null);

storeTest(
  "B17 any message can be saved, once, and nobody else learns of it",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(jonas, id, "The code is under the mat");
    await overhear(jonas, [id], async (heard) => {
      await saveMessage(maya, id, seq);
      await saveMessage(maya, id, seq);
      await Promise.resolve();
      assert.deepEqual(heard, []);
    });
    assert.deepEqual(await textsOf(maya), ["The code is under the mat"]);
    assert.deepEqual(await textsOf(jonas), []);
    await assert.rejects(saveMessage(amina, id, seq), NotFound);
    await assert.rejects(saveMessage(maya, id, 99), NotFound);
    const group = await groupOf(maya, jonas);
    await assert.rejects(saveMessage(maya, group.id, 1), Forbidden, "a note");
    await forgetSaved(maya, id, seq);
    await forgetSaved(maya, id, seq);
    assert.deepEqual(await textsOf(maya), []);
  },
);

storeTest(
  "B17 of eight runs in two processes a reminder falls due once, at its minute and not before",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(jonas, id, "Pay the harbour fee");
    const due = Date.now() + HOUR;
    await saveMessage(maya, id, seq, due);
    const job = jobOf(maya, id, seq, due);
    await remindWhenDue(job);
    await atTime(HOUR - 2_000, () => remindWhenDue(job));
    await atTime(-24 * HOUR, () => remindWhenDue(job));
    assert.deepEqual(await countNotices(maya), {});
    const there = otherProcess(store);
    await overhear(maya, [], async (heard) => {
      await atTime(HOUR, async () => {
        await Promise.all(
          Array.from(
            { length: 8 },
            (_, i) =>
              i % 2
                ? withStore(there, () => remindWhenDue(job))
                : remindWhenDue(job),
          ),
        );
        await remindWhenDue(job);
      });
      await Promise.resolve();
      const raised = heard.filter(({ event }) =>
        event.type === "notice-raised"
      );
      assert.ok(raised.length <= 1);
    });
    assert.deepEqual(await countNotices(maya), { reminder: 1 });
    assert.equal((await listSaved(maya)).rows[0]?.due, due);
    await settleReminder(maya, id, seq);
    assert.deepEqual(await countNotices(maya), {});
    await atTime(HOUR, () => remindWhenDue(job));
    assert.deepEqual(
      await countNotices(maya),
      {},
      "a replay finds nothing due",
    );
    assert.deepEqual(await textsOf(maya), ["Pay the harbour fee"]);
  },
);

storeTest(
  "B17 a reminder that was moved or called off comes at no other time",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(jonas, id, "Pay");
    const due = Date.now() + HOUR;
    await saveMessage(maya, id, seq, due);
    await saveMessage(maya, id, seq, due + HOUR);
    await saveMessage(maya, id, seq);
    await atTime(HOUR, () => remindWhenDue(jobOf(maya, id, seq, due)));
    assert.deepEqual(await countNotices(maya), {});
    const second = jobOf(maya, id, seq, due + HOUR);
    await atTime(2 * HOUR, () => remindWhenDue(second));
    assert.deepEqual(await countNotices(maya), { reminder: 1 });
    await saveMessage(maya, id, seq, due + 3 * HOUR);
    assert.deepEqual(await countNotices(maya), {}, "moved on");
    await settleReminder(maya, id, seq);
    const third = jobOf(maya, id, seq, due + 3 * HOUR);
    await atTime(4 * HOUR, () => remindWhenDue(third));
    assert.deepEqual(await countNotices(maya), {});
    await saveMessage(maya, id, seq, due);
    await forgetSaved(maya, id, seq);
    await atTime(HOUR, () => remindWhenDue(jobOf(maya, id, seq, due)));
    assert.deepEqual(await countNotices(maya), {});
  },
);

storeTest(
  "B17 a deleted message leaves no text behind, and its saves and reminders go",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const due = Date.now() + HOUR;
    const { seq } = await say(jonas, id, "A secret of the harbour");
    for (const user of [maya, jonas]) await saveMessage(user, id, seq, due);
    await atTime(HOUR, () => remindWhenDue(jobOf(maya, id, seq, due)));
    await deleteMessage(jonas, id, seq);
    assert.deepEqual(await textsOf(maya), [null], "not a word in between");
    await sweepDeleted({ kind: "message-deleted", conversation: id, seq });
    assert.deepEqual(await textsOf(maya), []);
    assert.deepEqual(await countNotices(maya), {});
    await assert.rejects(saveMessage(maya, id, seq), Forbidden);
    const rows = (await openedRows(store)).filter(({ family }) =>
      ["saved", "saved_by", "notice"].includes(family)
    );
    assert.deepEqual(rows, []);
    const said = JSON.stringify(await openedRows(store));
    assert.ok(!said.includes("A secret of the harbour"));
  },
);

storeTest(
  "B17 whoever left sees no text of what they saved there, and may take it away; coming back shows it",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "For members only");
    await saveMessage(jonas, id, seq);
    await removeMember(maya, id, jonas.id);
    const { rows: [gone], places } = await listSaved(jonas);
    assert.deepEqual([gone!.message, gone!.title], [null, null]);
    assert.deepEqual(places, []);
    assert.ok(!JSON.stringify(gone).includes("members only"));
    await addMembers(maya, id, [jonas]);
    assert.deepEqual(await textsOf(jonas), ["For members only"]);
    await removeMember(maya, id, jonas.id);
    await forgetSaved(jonas, id, seq);
    assert.deepEqual(await textsOf(jonas), []);
  },
);

storeTest(
  "B17 the list has pages and a filter, there is an end, and nothing is left of who is erased",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const group = await groupOf(maya, jonas);
    const other = await say(jonas, group.id, "Elsewhere");
    for (let i = 0; i < SAVED_LIMIT; i++) {
      const { seq } = await say(jonas, id, `Word ${i}`);
      if (i > 0) await saveMessage(maya, id, seq);
    }
    await saveMessage(maya, group.id, other.seq);
    await assert.rejects(saveMessage(maya, id, 1), Conflict);
    const first = await listSaved(maya);
    assert.equal(first.rows[0]?.message?.text, "Elsewhere");
    assert.equal(first.rows.length, SAVED_PAGE);
    assert.ok(first.more);
    const last = await listSaved(maya, { page: SAVED_LIMIT / SAVED_PAGE });
    assert.ok(!last.more);
    assert.equal(last.rows.at(-1)?.message?.text, "Word 1");
    const there = await listSaved(maya, { place: group.id });
    assert.deepEqual(there.rows.map(({ seq }) => seq), [other.seq]);
    assert.equal(there.places.length, 2);
    await eraseOwnRows(maya.id);
    const rows = (await openedRows(store)).filter(({ family }) =>
      ["saved", "saved_by"].includes(family)
    );
    assert.deepEqual(rows, []);
  },
);
