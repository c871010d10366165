import { keepAway } from "@/lib/accounts/block.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Forbidden } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { listMentions } from "@/lib/messages/list_mentions.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "@/tests/support/people.ts";
import { setRole } from "@/tests/routes/groups/_group.ts";
import { openedRows, storeTest } from "@/tests/support/store.ts";
import { noticesIn, noticesOf, settleAll } from "./_mentions.ts";
import { overhear, say } from "./_talk.ts";

storeTest(
  "B12 @person, @group and @all each raise exactly one mention notice",
  async (store) => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    await setRole(id, amina, "moderator");
    await say(jonas, id, "@maya, look");
    assert.deepEqual(await noticesOf(store, maya), ["2 name"]);
    assert.deepEqual(await noticesOf(store, amina), []);
    await say(jonas, id, "@moderators, please");
    await settleAll(2);
    assert.deepEqual(await noticesOf(store, maya), ["2 name", "3 @moderators"]);
    assert.deepEqual(await noticesOf(store, amina), ["3 @moderators"]);
    await say(jonas, id, "@all @Maya @maya @moderators @everyone: cake");
    await settleAll(2);
    assert.deepEqual(await noticesOf(store, maya), [
      "2 name",
      "3 @moderators",
      "4 name",
    ]);
    assert.deepEqual(await noticesOf(store, amina), [
      "3 @moderators",
      "4 @all",
    ]);
    assert.deepEqual(await noticesOf(store, jonas), [], "not of own words");
    assert.deepEqual(await noticesOf(store, ravi), [], "nor who is not in it");
  },
);

storeTest(
  "B12 an answer in a group raises one notice, also when it names whom it answers",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const { seq } = await say(maya, group.id, "Who brings what?");
    const answer = (conversation: string, text: string, clientId: string) =>
      sendMessage(jonas, { conversation, text, clientId, reply: seq });
    await answer(group.id, "Cake", "answer-one");
    await answer(group.id, "@maya tea", "answer-two");
    await answer(group.id, "@maya tea", "answer-two");
    assert.deepEqual(await noticesOf(store, maya), ["3 reply", "4 name"]);
    const direct = await directOf(amina, jonas);
    await say(amina, direct.id, "Hello");
    await sendMessage(jonas, {
      conversation: direct.id,
      text: "Hello, @all",
      clientId: "answer-three",
      reply: 1,
    });
    assert.deepEqual(await noticesOf(store, amina), [], "between two");
  },
);

storeTest(
  "B12 an edit tells only whom it mentions newly and takes back what it mentions no more; deleting takes all back",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    const { seq } = await say(jonas, id, "@maya look");
    await readUpTo(maya, id, seq);
    assert.deepEqual(await noticesOf(store, maya), [`${seq} name seen`]);
    await readUpTo(amina, id, seq);
    await editMessage(jonas, id, seq, "@maya @amina look");
    assert.deepEqual(await noticesOf(store, maya), [`${seq} name seen`]);
    assert.deepEqual(await noticesOf(store, amina), [`${seq} name`]);
    await readUpTo(amina, id, seq);
    assert.deepEqual(await noticesOf(store, amina), [`${seq} name seen`]);
    await editMessage(jonas, id, seq, "@all look");
    await settleAll(3);
    assert.deepEqual(await noticesOf(store, maya), [`${seq} name seen`]);
    assert.deepEqual(await noticesOf(store, amina), [`${seq} name seen`]);
    await editMessage(jonas, id, seq, "look");
    await settleAll();
    assert.deepEqual(await noticesOf(store, maya), []);
    await editMessage(jonas, id, seq, "@all @maya look");
    await settleAll();
    assert.deepEqual(await noticesOf(store, amina), [`${seq} @all`]);
    await deleteMessage(jonas, id, seq);
    await settleAll();
    assert.deepEqual(await noticesOf(store, maya), []);
    assert.deepEqual(await noticesOf(store, amina), []);
  },
);

storeTest(
  "B12 who may use @all is a setting of the group, asked when it is sent and when it is edited in",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    await setRole(id, amina, "guest");
    const { seq } = await say(amina, id, "Hello");
    await assert.rejects(say(amina, id, "@all hello"), Forbidden);
    await assert.rejects(editMessage(amina, id, seq, "@everyone"), Forbidden);
    await say(amina, id, "`@all` and \\@all are only words");
    const { seq: his } = await say(jonas, id, "@all hello");
    await settleAll();
    const member = DEFAULT_RIGHTS.member.filter((one) => one !== "mention_all");
    await changeRules(
      maya,
      id,
      {
        rights: { ...DEFAULT_RIGHTS, member },
      } as unknown as Parameters<typeof changeRules>[2],
    );
    await assert.rejects(say(jonas, id, "@all again"), Forbidden);
    // What it called when it was sent, it goes on to call.
    await editMessage(jonas, id, his, "@all good morning");
    await settleAll();
    assert.deepEqual(await noticesOf(store, maya), [`${his} @all`]);
  },
);

storeTest(
  "B12 nobody is told of what they may not read, of whom they muted or blocked, nor after they left",
  async (store) => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    await keepAway(maya, jonas.id, "muted", true);
    await keepAway(amina, jonas.id, "blocked", true);
    await say(jonas, id, "@maya @amina @all");
    await settleAll();
    assert.deepEqual(await noticesOf(store, maya), []);
    assert.deepEqual(await noticesOf(store, amina), []);
    const { seq } = await say(maya, id, "@all @ravi @jonas");
    await addMembers(maya, id, [ravi]);
    await settleAll();
    assert.deepEqual(await noticesOf(store, ravi), [], "came in later");
    assert.deepEqual(await noticesOf(store, jonas), [`${seq} name`]);
    await removeMember(maya, id, jonas.id);
    await settleAll();
    assert.deepEqual(await noticesOf(store, jonas), []);
  },
);

storeTest(
  "B12 everybody of a big group is told once by a job, however often it runs",
  async (store) => {
    const { maya } = await gatherCast();
    const crowd = await gatherCrowd(230);
    const { id } = await groupOf(maya, ...crowd);
    const { seq } = await say(maya, id, "@all come on deck");
    for (const one of [crowd[0]!, crowd[229]!]) {
      assert.deepEqual(await noticesOf(store, one), [], "not on the way");
    }
    await readUpTo(crowd[1]!, id, seq);
    await settleAll(2);
    const rows = await openedRows(store);
    const told = crowd.map((one) => noticesIn(rows, one));
    assert.deepEqual(
      new Set(told.flat()),
      new Set([`${seq} @all`, `${seq} @all seen`]),
    );
    assert.ok(told.every((one) => one.length === 1));
    assert.deepEqual(told[1], [`${seq} @all seen`]);
  },
);

storeTest(
  "B12 an edit and a deletion that race leave no notice behind",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    for (let i = 0; i < 8; i++) {
      const { seq } = await say(jonas, id, "Hello");
      await Promise.allSettled([
        editMessage(jonas, id, seq, `@maya @all ${i}`),
        deleteMessage(jonas, id, seq),
        settleAll(),
      ]);
      await settleAll();
      const { kind } = await findMessage(maya, id, seq);
      assert.equal(kind, "deleted");
      assert.deepEqual(await noticesOf(store, maya), []);
      assert.deepEqual(await noticesOf(store, amina), []);
    }
  },
);

storeTest(
  "B12 whoever is mentioned hears of it at once on all screens, and again when it is seen",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await overhear(maya, [], async (heard) => {
      const { seq } = await say(jonas, id, "@maya look");
      const types = () => heard.map(({ event }) => event.type);
      assert.deepEqual(types(), ["mentions-changed", "notice-raised"]);
      assert.deepEqual(
        heard.map(({ event }) =>
          event.type === "mentions-changed" && [event.unread, event.mentions]
        )[0],
        [1, 1],
      );
      await readUpTo(maya, id, seq);
      const last = heard.at(-1)!.event;
      assert.ok(last.type === "read-elsewhere" && last.mentions === 0);
    });
    const { notices } = await listMentions(maya);
    assert.deepEqual(notices.map(({ mention }) => mention.unseen), [false]);
  },
);
