import assert from "node:assert/strict";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Conflict, NotFound } from "@/lib/errors.ts";
import { withStore } from "@/lib/kv/store.ts";
import { listScheduled } from "@/lib/messages/list_scheduled.ts";
import { countNotices } from "@/lib/messages/notices.ts";
import {
  cancelScheduled,
  changeScheduled,
  scheduleMessage,
} from "@/lib/messages/schedule.ts";
import { SCHEDULED_LIMIT } from "@/lib/messages/scheduled_model.ts";
import {
  sendScheduledNow,
  sendWhenDue,
} from "@/lib/messages/send_scheduled.ts";
import type { User } from "@/lib/accounts/model.ts";
import { atTime } from "@/tests/support/clock.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { otherProcess, storeTest } from "@/tests/support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

const HOUR = 3_600_000;
const ID = "scheduled-1";

function set(user: User, conversation: string, due: number, clientId = ID) {
  const text = "At last";
  return scheduleMessage(user, { conversation, text, clientId }, due);
}

/** The job as it was left for that time. */
function jobOf(user: User, conversation: string, due: number, id = ID) {
  const kind = "send-scheduled" as const;
  return { kind, user: user.id, conversation, id, due };
}

const textsOf = async (id: string) =>
  (await logOf(id)).flatMap(({ body }) => "text" in body ? [body.text] : []);

storeTest(
  "B14 two instances and eight runs at once send what is due once",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const there = otherProcess(store);
    const due = Date.now() + HOUR;
    await set(maya, id, due);
    await atTime(HOUR, async () => {
      const job = jobOf(maya, id, due);
      const runs = Array.from(
        { length: 8 },
        (_, i) =>
          i % 2 ? withStore(there, () => sendWhenDue(job)) : sendWhenDue(job),
      );
      await Promise.allSettled(runs);
      await sendWhenDue(job);
    });
    assert.deepEqual(await textsOf(id), ["At last"]);
    assert.deepEqual(await listScheduled(maya), []);
  },
);

storeTest(
  "B14 before its time nothing is sent, also when the clock steps back",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const due = Date.now() + HOUR;
    await set(maya, id, due);
    await sendWhenDue(jobOf(maya, id, due));
    await atTime(-24 * HOUR, () => sendWhenDue(jobOf(maya, id, due)));
    assert.deepEqual(await textsOf(id), []);
    await atTime(HOUR, () => sendWhenDue(jobOf(maya, id, due)));
    assert.deepEqual(await textsOf(id), ["At last"]);
  },
);

storeTest(
  "B14 what was changed is sent as it is now, and only at its new time",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const due = Date.now() + HOUR;
    await set(maya, id, due);
    const next = due + HOUR;
    await changeScheduled(maya, id, ID, { text: "Later", due: next });
    await atTime(HOUR, () => sendWhenDue(jobOf(maya, id, due)));
    assert.deepEqual(await textsOf(id), []);
    await atTime(2 * HOUR, () => sendWhenDue(jobOf(maya, id, next)));
    assert.deepEqual(await textsOf(id), ["Later"]);
    await assert.rejects(
      changeScheduled(maya, id, ID, { text: "Too late", due: next + HOUR }),
      NotFound,
    );
    await assert.rejects(set(maya, id, next + HOUR), Conflict);
  },
);

storeTest(
  "B14 a change, a cancelling and a sending at once end as one of them",
  async () => {
    const { maya, jonas } = await gatherCast();
    for (let round = 0; round < 10; round++) {
      const { id } = await groupOf(maya, jonas);
      const due = Date.now() + HOUR;
      await set(maya, id, due);
      const job = jobOf(maya, id, due);
      await atTime(HOUR, () =>
        Promise.allSettled([
          changeScheduled(maya, id, ID, { text: "Other", due: due + HOUR }),
          sendWhenDue(job),
          cancelScheduled(maya, id, ID),
        ]));
      const sent = await textsOf(id);
      const left = await listScheduled(maya, id);
      assert.ok(sent.length + left.length <= 1, `${sent} and ${left.length}`);
    }
  },
);

storeTest(
  "B14 who has left the group sends nothing: the writer is told, and the text is kept",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const due = Date.now() + HOUR;
    await set(jonas, id, due);
    await removeMember(maya, id, jonas.id);
    assert.deepEqual(await countNotices(jonas), {});
    await overhear(jonas, [], async (heard) => {
      await atTime(HOUR, () => sendWhenDue(jobOf(jonas, id, due)));
      await Promise.resolve();
      assert.deepEqual(
        heard.map(({ event }) => event.type),
        ["notice-raised"],
      );
    });
    assert.deepEqual(await textsOf(id), []);
    assert.deepEqual(await countNotices(jonas), { unsendable: 1 });
    const [kept] = await listScheduled(jonas);
    assert.equal(kept?.text, "At last");
    assert.equal(kept.refused, "away");
    await assert.rejects(sendScheduledNow(jonas, id, ID), NotFound);
    await cancelScheduled(jonas, id, ID);
    assert.deepEqual(await countNotices(jonas), {});
  },
);

storeTest(
  "B14 nobody changes, sends or cancels what another has set",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const due = Date.now() + HOUR;
    await set(maya, id, due);
    await assert.rejects(sendScheduledNow(jonas, id, ID), NotFound);
    await assert.rejects(
      changeScheduled(jonas, id, ID, { text: "Mine", due }),
      NotFound,
    );
    await cancelScheduled(jonas, id, ID);
    assert.equal((await listScheduled(maya)).length, 1);
    await say(jonas, id, "Hello");
    await sendScheduledNow(maya, id, ID);
    assert.deepEqual(await textsOf(id), ["Hello", "At last"]);
  },
);

storeTest("B14 so many may wait and no more", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await directOf(maya, jonas);
  const due = Date.now() + HOUR;
  for (let i = 0; i < SCHEDULED_LIMIT; i++) {
    await set(maya, id, due, `id-${i}-x`);
  }
  await set(maya, id, due, "id-0-x");
  await assert.rejects(set(maya, id, due, "one-more"), Conflict);
});
