import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { index, look, seek } from "./_desk.ts";

storeTest(
  "D3 words are found in any order, the last one only begun, before and after they are indexed",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq: one } = await say(maya, id, "The annual **budget** is ready");
    const { seq: two } = await say(jonas, id, "No budget today, annually");
    await say(jonas, id, "Lunch?");
    for (const indexed of [false, true]) {
      if (indexed) await index(id);
      assert.deepEqual(await seek(maya, "budget"), [two, one]);
      assert.deepEqual(await seek(maya, "BUDGET annual"), [two, one]);
      assert.deepEqual(await seek(maya, "annual budget is"), [one]);
      assert.deepEqual(await seek(maya, "budget annual the"), [one]);
      assert.deepEqual(await seek(maya, "budg* ready"), [one]);
      assert.deepEqual(await seek(maya, '"annual budget"'), [one]);
      assert.deepEqual(await seek(maya, '"budget annual"'), []);
      assert.deepEqual(await seek(maya, "budget -ready"), [two]);
      assert.deepEqual(await seek(maya, "budget -annu*"), []);
      assert.deepEqual(await seek(maya, "nothing"), []);
    }
  },
);

storeTest(
  "D3 from:, in:, has:, is:, before: and after: narrow the search",
  async () => {
    const { maya, jonas, noor } = await gatherCast();
    const trip = await groupOf(maya, jonas, noor);
    const direct = await directOf(maya, noor);
    const { seq: link } = await say(jonas, trip.id, "See https://x.org/plan");
    const { seq: plan } = await say(noor, trip.id, "The plan is good");
    const { seq: own } = await say(maya, direct.id, "My plan");
    await editMessage(maya, direct.id, own, "My better plan");
    for (const indexed of [false, true]) {
      if (indexed) await index(trip.id, direct.id);
      assert.equal((await seek(maya, "plan")).length, 3);
      assert.deepEqual(await seek(maya, "from:jonas plan"), [link]);
      assert.deepEqual(await seek(maya, "from:@jonas"), [link]);
      assert.deepEqual(await seek(maya, "from:weber"), [link]);
      assert.deepEqual(await seek(maya, "plan -from:jonas -from:me"), [plan]);
      assert.deepEqual(await seek(maya, "from:me"), [own]);
      assert.deepEqual(await seek(maya, "from:noor from:jonas"), [plan, link]);
      assert.deepEqual(await seek(maya, "plan in:نور"), [own]);
      assert.deepEqual(await seek(maya, `plan in:"${trip.name}"`), [
        plan,
        link,
      ]);
      assert.deepEqual(await seek(maya, "has:link"), [link]);
      assert.deepEqual(await seek(maya, "has:file plan"), []);
      assert.deepEqual(await seek(maya, "is:edited"), [own]);
      assert.deepEqual(await seek(maya, "plan -is:edited"), [plan, link]);
      assert.deepEqual(await seek(maya, "plan before:2020-01-01"), []);
      assert.equal((await seek(maya, "plan after:2020-01")).length, 3);
      assert.deepEqual(await seek(maya, "plan after:2999"), []);
      assert.deepEqual(await seek(maya, "plan", { within: direct.id }), [own]);
      assert.deepEqual(
        await seek(maya, "from:jonas has:link before:2999-10-01 plan"),
        [link],
      );
    }
  },
);

storeTest("D3 what means nothing is answered by a sentence", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await groupOf(maya, jonas);
  await say(maya, id, "budget");
  const keys = async (typed: string) =>
    (await look(maya, typed)).problems.map(({ key }) => key);
  assert.deepEqual(await keys("from:nobody-here"), ["search.error.nobody"]);
  assert.deepEqual(await keys("in:nowhere"), ["search.error.nowhere"]);
  assert.deepEqual(await keys("has:wings"), ["search.error.has"]);
  assert.deepEqual(await keys("is:lovely"), ["search.error.is"]);
  assert.deepEqual(await keys("before:soon"), ["search.error.date"]);
  assert.deepEqual(await keys("on:2026-02-30"), ["search.error.date"]);
  assert.deepEqual(await keys("-budget"), ["search.error.only_not"]);
  assert.deepEqual(await keys("!?"), ["search.error.no_word"]);
  assert.deepEqual(await keys("x".repeat(400)), ["search.error.long"]);
  assert.deepEqual(await keys("a b ".repeat(11)), ["search.error.many"]);
  // A name that is only begun, and an empty search, are no mistakes.
  assert.deepEqual(await keys("budget from:"), []);
  assert.deepEqual(await keys(""), []);
});

storeTest(
  "D3 strangers, removed members and conversations of others find nothing",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await addMembers(maya, group.id, [amina]);
    const { seq } = await say(maya, group.id, "secretword");
    await index(group.id);
    assert.deepEqual(await seek(jonas, "secretword"), [seq]);
    assert.deepEqual(await seek(amina, "secretword"), [seq]);
    assert.deepEqual(await seek(ravi, "secretword"), []);
    assert.deepEqual(
      await seek(ravi, "secretword", { within: group.id }),
      [],
    );
    await removeMember(maya, group.id, amina.id);
    assert.deepEqual(await seek(amina, "secretword"), []);
    assert.deepEqual(
      (await look(amina, `in:"${group.name}" secretword`)).problems
        .map(({ key }) => key),
      ["search.error.nowhere"],
    );
  },
);

storeTest(
  "D3 an edited message is found by its new words only, a deleted one by none, at once",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "aardvark");
    const { seq: gone } = await say(maya, id, "zebra");
    await index(id);
    assert.deepEqual(await seek(maya, "aardvark"), [seq]);
    await editMessage(maya, id, seq, "badger");
    await deleteMessage(maya, id, gone);
    for (const indexed of [false, true]) {
      if (indexed) await index(id);
      assert.deepEqual(await seek(jonas, "aardvark"), []);
      assert.deepEqual(await seek(jonas, "badger"), [seq]);
      assert.deepEqual(await seek(jonas, "zebra"), []);
    }
  },
);

storeTest(
  "D3 Arabic, Chinese, Japanese and Thai are found as they are written by others",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const said = [
      "سَأُحضِرُ القهوةَ والتمر يوم الأحد",
      "我们明天去北京开会",
      "東京都庁で会いましょう",
      "สวัสดีครับ พบกันที่ร้านกาแฟ",
      "Les élèves ont reçu leurs diplômes",
    ];
    const seqs = [];
    for (const text of said) seqs.push((await say(maya, id, text)).seq);
    await index(id);
    const [arabic, chinese, japanese, thai, french] = seqs;
    assert.deepEqual(await seek(jonas, "القهوه"), [arabic]);
    assert.deepEqual(await seek(jonas, "الاحد سأحضر"), [arabic]);
    assert.deepEqual(await seek(jonas, "北京"), [chinese]);
    assert.deepEqual(await seek(jonas, "开会 明天"), [chinese]);
    assert.deepEqual(await seek(jonas, "東京"), [japanese]);
    assert.deepEqual(await seek(jonas, "กาแฟ"), [thai]);
    assert.deepEqual(await seek(jonas, "eleves recu"), [french]);
  },
);

storeTest(
  "D3 what was said before a newcomer may read is not found by them, indexed or not",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await say(maya, id, "oldsecret ferry");
    await changeRules(maya, id, {
      rights: { ...DEFAULT_RIGHTS },
      history: "joining",
      slow: 0,
      readOnly: false,
    });
    await addMembers(maya, id, [amina]);
    const { seq } = await say(maya, id, "new ferry");
    for (const indexed of [false, true]) {
      if (indexed) await index(id);
      assert.equal((await seek(jonas, "ferry")).length, 2);
      assert.deepEqual(await seek(amina, "ferry"), [seq]);
      assert.deepEqual(await seek(amina, "oldsecret"), []);
      assert.deepEqual(await seek(amina, "before:2999 ferry"), [seq]);
    }
  },
);

storeTest("D3 is:reply finds answers", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await groupOf(maya, jonas);
  const { seq: question } = await say(maya, id, "Which ferry?");
  const { seq } = await sendMessage(jonas, {
    conversation: id,
    text: "The early ferry",
    clientId: "an-answer-1",
    reply: question,
  });
  assert.deepEqual(await seek(maya, "ferry is:reply"), [seq]);
  await index(id);
  assert.deepEqual(await seek(maya, "ferry is:reply"), [seq]);
  assert.deepEqual(await seek(maya, "ferry -is:reply"), [question]);
});
