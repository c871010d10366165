import { changeRules } from "@/lib/conversations/change_rules.ts";
import { closeDue, closePoll } from "@/lib/messages/close_poll.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { eraseVotes } from "@/lib/messages/erase_votes.ts";
import { eraseLogTexts } from "@/lib/messages/erase_texts.ts";
import { exportMessages } from "@/lib/messages/export_conversations.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import { listVotes } from "@/lib/messages/list_votes.ts";
import { seeAs } from "@/lib/messages/readable.ts";
import { react } from "@/lib/messages/react.ts";
import { listMissedBy, listMissedIn } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { sweepDeleted } from "@/lib/messages/sweep_deleted.ts";
import { vote } from "@/lib/messages/vote.ts";
import type { Poll } from "@/lib/conversations/model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { openedRows, storeTest } from "../../support/store.ts";
import { overhear, say } from "./_talk.ts";

let asked = 0;
async function ask(user: User, conversation: string, poll: Partial<Poll> = {}) {
  const { seq } = await sendMessage(user, {
    conversation,
    text: "Which harbour?",
    clientId: `poll-client-${asked++}`,
    poll: { options: ["Visby", "Oban", "Bergen"], ...poll },
  });
  return seq;
}

const totals = async (user: User, id: string, seq: number) => {
  const { poll } = await findMessage(user, id, seq);
  return [poll!.options.map(({ count }) => count), poll!.voters];
};

storeTest(
  "B16 one person has one vote; it can be changed and withdrawn, and twice is once",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seq = await ask(maya, id);
    assert.deepEqual(await totals(maya, id, seq), [[0, 0, 0], 0]);
    await vote(jonas, id, seq, [1]);
    await vote(jonas, id, seq, [1]);
    assert.deepEqual(await totals(maya, id, seq), [[0, 1, 0], 1]);
    await vote(jonas, id, seq, [2]);
    await vote(maya, id, seq, [2]);
    assert.deepEqual(await totals(maya, id, seq), [[0, 0, 2], 2]);
    const { marks } = await listMessages(jonas, id);
    assert.deepEqual(marks.get(seq)?.votes, [2]);
    assert.deepEqual(
      (await listVotes(maya, id, seq)).map((all) => all.map(({ id }) => id)),
      [[], [], [jonas.id, maya.id]],
    );
    await vote(jonas, id, seq, []);
    await vote(jonas, id, seq, []);
    assert.deepEqual(await totals(maya, id, seq), [[0, 0, 1], 1]);
    for (const wrong of [[3], [-1], [0.5], [0, 1]]) {
      await assert.rejects(vote(jonas, id, seq, wrong), Invalid);
    }
  },
);

storeTest(
  "B16 where several are allowed one person chooses several and counts as one",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seq = await ask(maya, id, { several: true });
    await vote(jonas, id, seq, [2, 0, 2]);
    await vote(maya, id, seq, [0]);
    assert.deepEqual(await totals(maya, id, seq), [[2, 0, 1], 2]);
    await vote(jonas, id, seq, [1]);
    assert.deepEqual(await totals(maya, id, seq), [[1, 1, 0], 2]);
  },
);

storeTest(
  "B16 of fifty people who vote at once, three times each, everyone counts once",
  async (store) => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(50);
    const { id } = await groupOf(maya, ...crowd);
    const seq = await ask(maya, id);
    await Promise.all(crowd.flatMap((one) => [
      vote(one, id, seq, [0]),
      vote(one, id, seq, [1]),
      vote(one, id, seq, [2]),
    ]));
    const [counts, voters] = await totals(maya, id, seq) as [number[], number];
    assert.equal(voters, 50);
    assert.equal(counts.reduce((a, b) => a + b), 50);
    const rows = (await openedRows(store))
      .filter(({ family }) => family === "vote");
    assert.equal(rows.length, 50);
    const chosen = [0, 0, 0];
    for (const { value } of rows) {
      chosen[(value as { choices: number[] }).choices[0]!]!++;
    }
    assert.deepEqual(counts, chosen, "totals are those of the rows");
  },
);

storeTest(
  "B16 a poll closes by its author or by its time, at once and on open pages, and then takes no vote",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seq = await ask(maya, id);
    await vote(jonas, id, seq, [0]);
    await assert.rejects(closePoll(jonas, id, seq), Forbidden);
    await closePoll(maya, id, seq);
    await closePoll(maya, id, seq);
    assert.equal((await findMessage(jonas, id, seq)).poll!.closed, true);
    await assert.rejects(vote(jonas, id, seq, [1]), Conflict);
    await assert.rejects(vote(jonas, id, seq, []), Conflict);
    assert.deepEqual(await totals(maya, id, seq), [[1, 0, 0], 1]);

    const late = await ask(maya, id, { until: Date.now() - 1 });
    assert.equal((await findMessage(jonas, id, late)).poll!.closed, true);
    await assert.rejects(vote(jonas, id, late, [1]), Conflict);
    await overhear(jonas, [id], async (heard) => {
      const job = { kind: "poll-due", conversation: id, seq: late } as const;
      await closeDue(job);
      await closeDue(job);
      assert.equal(heard.length, 1, "twice is once");
      const { event } = heard[0]!;
      assert.ok(event.type === "message-changed" && event.message.poll?.closed);
    });
  },
);

storeTest(
  "B16 of an anonymous poll nobody learns who chose what: no list, no event, no replay, no export",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seq = await ask(maya, id, { anonymous: true });
    await overhear(maya, [id], async (heard) => {
      await vote(jonas, id, seq, [1]);
      const { event } = heard[0]!;
      const hers = seeAs(maya.id, () => 1, () => new Map())(event)!;
      const his = seeAs(jonas.id, () => 1, () => new Map())(event)!;
      assert.ok(hers.type === "message-changed" && !hers.marks);
      assert.ok(his.type === "message-changed");
      assert.deepEqual(his.marks, { of: jonas.id, votes: [1] });
    });
    assert.deepEqual(await listVotes(maya, id, seq), []);
    assert.deepEqual(await totals(maya, id, seq), [[0, 1, 0], 1]);
    const missed = (await listMissedBy(maya.id, ""))!;
    assert.ok(!JSON.stringify(missed.at(-1)).includes('"votes":[1]'));
    for (const { event } of (await listMissedIn(id, ""))!) {
      assert.ok(!("marks" in event && event.marks?.votes?.length));
    }
    for await (const page of exportMessages(maya, id)) {
      assert.deepEqual(page.at(-1)!.marks.votes, undefined);
    }
    for await (const page of exportMessages(jonas, id)) {
      assert.deepEqual(page.at(-1)!.marks.votes, [1], "one's own is one's own");
    }
  },
);

storeTest(
  "B16 strangers and who may not react cannot vote, where there is no poll there is none, and none is edited",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const seq = await ask(maya, id);
    const { seq: text } = await say(maya, id, "no poll");
    await assert.rejects(vote(ravi, id, seq, [0]), NotFound);
    await assert.rejects(listVotes(ravi, id, seq), NotFound);
    for (const one of [1, text, 99]) {
      await assert.rejects(vote(jonas, id, one, [0]), NotFound);
      await assert.rejects(closePoll(maya, id, one), NotFound);
    }
    await assert.rejects(editMessage(maya, id, seq, "Other"), Forbidden);
    await vote(jonas, id, seq, [0]);
    await changeRules(maya, id, {
      rights: { moderator: [], member: [], guest: [] },
      history: "all",
      slow: 0,
      readOnly: false,
    });
    await assert.rejects(vote(jonas, id, seq, [1]), Forbidden);
    await assert.rejects(ask(jonas, id), Forbidden);
    await vote(jonas, id, seq, []);
    assert.deepEqual(await totals(maya, id, seq), [[0, 0, 0], 0]);
  },
);

storeTest(
  "B16 reactions and votes of one message do not disturb each other",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seq = await ask(maya, id);
    await react(jonas, id, seq, "👍", true);
    await vote(jonas, id, seq, [0]);
    await react(jonas, id, seq, "👍", false);
    await react(jonas, id, seq, "🎉", true);
    const { marks, messages } = await listMessages(jonas, id);
    assert.deepEqual(marks.get(seq), { reactions: ["🎉"], votes: [0] });
    assert.equal(messages[0]!.poll!.voters, 1);
    await vote(jonas, id, seq, []);
    assert.equal((await findMessage(maya, id, seq)).reactions?.length, 1);
  },
);

storeTest(
  "B8 B16 deleting a poll drops its votes; a person or a log that is erased leaves none",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const left = async () =>
      (await openedRows(store)).filter(({ family }) =>
        family === "vote" || family === "tally"
      ).length;
    const seq = await ask(maya, id);
    await vote(jonas, id, seq, [1]);
    const gone = await deleteMessage(maya, id, seq);
    assert.equal(gone.poll, undefined);
    await assert.rejects(vote(jonas, id, seq, [0]), NotFound);
    await sweepDeleted({ kind: "message-deleted", conversation: id, seq });
    assert.equal(await left(), 0);

    const next = await ask(maya, id, { anonymous: true });
    await vote(jonas, id, next, [1]);
    await vote(maya, id, next, [1]);
    await eraseVotes(jonas.id, id);
    assert.deepEqual(await totals(maya, id, next), [[0, 1, 0], 1]);
    assert.ok(
      !JSON.stringify(
        (await openedRows(store)).filter(({ family }) => family === "vote"),
      ).includes(jonas.id),
    );
    const { signal } = new AbortController();
    await eraseLogTexts({ kind: "erase-log-texts", conversation: id }, signal);
    assert.equal(await left(), 0);
  },
);
