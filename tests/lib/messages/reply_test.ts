import { Conflict, Invalid, NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage, findQuote } from "@/lib/messages/find.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { familiesHolding, storeTest } from "../../support/store.ts";
import { say } from "./_talk.ts";

storeTest(
  "a reply quotes the line as it stands now: edited, then deleted",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "The **boat** leaves\n\nat nine");
    const draft = { conversation: id, text: "I come", clientId: "client-r1" };
    const sent = await sendMessage(jonas, { ...draft, reply: seq });
    assert.deepEqual(
      [sent.quote?.seq, sent.quote?.author.id, sent.quote?.line],
      [seq, maya.id, "The boat leaves at nine"],
    );
    await editMessage(maya, id, seq, "At swordfish o'clock");
    const edited = await findMessage(maya, id, sent.seq);
    assert.equal(edited.quote?.line, "At swordfish o'clock");
    await deleteMessage(maya, id, seq);
    const after = await findMessage(jonas, id, sent.seq);
    assert.deepEqual([after.quote?.line, after.quote?.gone], ["", true]);
    assert.equal(after.text, "I come", "the reply itself stays");
    assert.deepEqual(await familiesHolding(store, "swordfish"), []);
  },
);

storeTest("an edit of a reply keeps what it answers", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await directOf(maya, jonas);
  const { seq } = await say(maya, id, "Who comes?");
  const draft = { conversation: id, text: "Me", clientId: "client-r1" };
  const sent = await sendMessage(jonas, { ...draft, reply: seq });
  const edited = await editMessage(jonas, id, sent.seq, "I do");
  assert.equal(edited.quote?.line, "Who comes?");
});

storeTest("one answers what is there, and no note", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await groupOf(maya, jonas);
  const { seq } = await say(maya, id, "Who comes?");
  const note = 1;
  assert.ok(seq > note);
  for (const reply of [note, seq + 1, 999]) {
    await assert.rejects(
      sendMessage(jonas, {
        conversation: id,
        text: "Me",
        clientId: `client-to-${reply}`,
        reply,
      }),
      Invalid,
    );
  }
  assert.equal(await findQuote(maya, id, note), undefined);
});

storeTest(
  "an answer sent again is the same, to another message it is not",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const first = await say(maya, id, "One");
    const second = await say(maya, id, "Two");
    const draft = { conversation: id, text: "Yes", clientId: "client-r1" };
    const sent = await sendMessage(jonas, { ...draft, reply: first.seq });
    const again = await sendMessage(jonas, { ...draft, reply: first.seq });
    assert.deepEqual(again, sent);
    for (const other of [{ ...draft, reply: second.seq }, draft]) {
      await assert.rejects(sendMessage(jonas, other), Conflict);
    }
  },
);

storeTest(
  "what a stream missed has its quoted line too; a stranger learns none",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Who comes?");
    const draft = { conversation: id, text: "Me", clientId: "client-r1" };
    await sendMessage(jonas, { ...draft, reply: seq });
    const missed = (await listMissedBy(maya.id, ""))!;
    const { event } = missed.at(-1)!;
    assert.ok(event.type === "message-added");
    assert.equal(event.message.quote?.line, "Who comes?");
    await assert.rejects(findQuote(ravi, id, seq), NotFound);
  },
);
