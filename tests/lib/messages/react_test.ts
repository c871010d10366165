import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import { listReactions } from "@/lib/messages/list_reactions.ts";
import { react } from "@/lib/messages/react.ts";
import { CHOICE, emojiOf } from "@/lib/messages/reaction_model.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sweepDeleted } from "@/lib/messages/sweep_deleted.ts";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { familiesHolding, rawRows, storeTest } from "../../support/store.ts";
import { overhear, say } from "./_talk.ts";

storeTest(
  "B11 a reaction is added once, counted, named, and taken back",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake at four");
    const first = await react(jonas, id, seq, "👍", true);
    assert.deepEqual(first.message.reactions, [
      { emoji: "👍", count: 1, names: ["Jonas Weber"] },
    ]);
    await react(jonas, id, seq, "👍", true);
    await react(maya, id, seq, "👍", true);
    await react(jonas, id, seq, "🎉", true);
    const page = await listMessages(jonas, id);
    assert.deepEqual(page.messages[0]!.reactions, [
      { emoji: "👍", count: 2, names: ["Jonas Weber", "Maya Lind"] },
      { emoji: "🎉", count: 1, names: ["Jonas Weber"] },
    ]);
    assert.deepEqual(page.marks.get(seq), { reactions: ["👍", "🎉"] });
    const people = await listReactions(maya, id, seq);
    assert.deepEqual(
      people.map(({ profile, emojis }) => [profile.id, emojis]).sort(),
      [[jonas.id, ["👍", "🎉"]], [maya.id, ["👍"]]].sort(),
    );
    await react(jonas, id, seq, "👍", false);
    await react(jonas, id, seq, "👍", false);
    await react(jonas, id, seq, "🎉", false);
    assert.deepEqual((await findMessage(jonas, id, seq)).reactions, [
      { emoji: "👍", count: 1, names: ["Maya Lind"] },
    ]);
  },
);

storeTest(
  "B11 of fifty people who react at once each is counted, whatever they do next",
  async () => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(50);
    const { id } = await groupOf(maya, ...crowd);
    const { seq } = await say(maya, id, "Who is in?");
    await Promise.all(crowd.map((one) => react(one, id, seq, "👍", true)));
    const count = async () =>
      (await findMessage(maya, id, seq)).reactions?.map((one) => one.count);
    assert.deepEqual(await count(), [50]);
    await Promise.all(crowd.flatMap((one, i) => [
      react(one, id, seq, "👍", i % 2 === 0),
      react(one, id, seq, "👍", i % 2 === 0),
      react(one, id, seq, "😂", true),
    ]));
    assert.deepEqual(await count(), [25, 50]);
    const [shown] = (await findMessage(maya, id, seq)).reactions!;
    assert.equal(shown!.names.length, 3, "names come from those who stayed");
  },
);

storeTest(
  "B11 only one emoji is one, and the same emoji counts as one",
  async () => {
    assert.equal(emojiOf("❤"), "❤️");
    assert.equal(emojiOf(" 👍🏽 "), "👍🏽");
    assert.equal(emojiOf("👨‍👩‍👧‍👦"), "👨‍👩‍👧‍👦");
    assert.equal(emojiOf("🇩🇪"), "🇩🇪");
    for (const emoji of CHOICE) assert.equal(emojiOf(emoji), emoji);
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    const not = [
      "",
      "a",
      "1",
      "👍👍",
      "<b>",
      "👍 x",
      "\u200d",
      "🇩",
      "👍".repeat(99),
    ];
    for (const raw of not) {
      await assert.rejects(react(jonas, id, seq, raw, true), Invalid, raw);
    }
    await react(jonas, id, seq, "❤", true);
    await react(maya, id, seq, "❤️", true);
    assert.equal((await findMessage(maya, id, seq)).reactions?.[0]?.count, 2);
  },
);

storeTest(
  "B11 a message has at most twenty kinds; more of one that is there goes",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    for (const emoji of CHOICE.slice(0, 20)) {
      await react(jonas, id, seq, emoji, true);
    }
    await assert.rejects(react(maya, id, seq, CHOICE[20]!, true), Conflict);
    await react(maya, id, seq, CHOICE[19]!, true);
    await react(jonas, id, seq, CHOICE[0]!, false);
    await react(maya, id, seq, CHOICE[20]!, true);
  },
);

storeTest(
  "B11 who is not in it, or not any more, neither reacts nor sees who did",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    await react(jonas, id, seq, "👍", true);
    await removeMember(maya, id, jonas.id);
    for (const one of [jonas, ravi]) {
      await assert.rejects(react(one, id, seq, "🎉", true), NotFound);
      await assert.rejects(listReactions(one, id, seq), NotFound);
    }
    await assert.rejects(react(maya, id, 1, "👍", true), Forbidden);
    await assert.rejects(react(maya, id, 99, "👍", true), NotFound);
  },
);

storeTest(
  "B8 deleting a message takes its reactions from every page and from the store",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    await react(jonas, id, seq, "🦄", true);
    assert.deepEqual(await familiesHolding(store, "🦄"), ["reaction", "tally"]);
    const after = await deleteMessage(maya, id, seq);
    assert.equal(after.reactions, undefined);
    assert.deepEqual(await listReactions(jonas, id, seq), []);
    await assert.rejects(react(jonas, id, seq, "🦄", true), Forbidden);
    await sweepDeleted({ kind: "message-deleted", conversation: id, seq });
    assert.deepEqual(await familiesHolding(store, "🦄"), []);
  },
);

storeTest(
  "B11 the others' screens hear the count, one's own what is one's own, and who was away learns both",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    const before = (await rawRows(store)).length;
    await overhear(maya, [id], async (heard) => {
      await react(jonas, id, seq, "👍", true);
      await react(jonas, id, seq, "👍", true);
      assert.equal(heard.length, 1, "twice is once");
      const [{ event }] = heard as [typeof heard[0]];
      assert.ok(event.type === "message-changed" && event.hung);
      assert.equal(event.message.reactions?.[0]?.count, 1);
      assert.deepEqual(event.marks, { of: jonas.id, reactions: ["👍"] });
    });
    assert.equal(
      (await rawRows(store)).length,
      before + 3,
      "reaction, tally, alteration",
    );
    for (const [user, own] of [[jonas, ["👍"]], [maya, []]] as const) {
      const { event } = (await listMissedBy(user.id, ""))!.at(-1)!;
      assert.ok(
        event.type === "message-added" || event.type === "message-changed",
      );
      assert.equal(event.message.reactions?.[0]?.count, 1);
      if (event.type === "message-changed") {
        assert.deepEqual(event.marks?.reactions, own);
      }
    }
  },
);
