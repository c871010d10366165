import { changeRole } from "@/lib/conversations/change_role.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { familiesHolding, storeTest } from "../../support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

storeTest(
  "B8 deleting removes the text and every earlier text from the store",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "The code is swordfish");
    await editMessage(maya, id, seq, "The code is barracuda");
    await editMessage(maya, id, seq, "The code is sturgeon");
    assert.deepEqual(await familiesHolding(store, "swordfish"), ["version"]);
    assert.deepEqual(await familiesHolding(store, "barracuda"), ["version"]);
    assert.deepEqual(await familiesHolding(store, "sturgeon"), [
      "message",
      "tip",
    ]);
    await deleteMessage(maya, id, seq);
    for (const word of ["swordfish", "barracuda", "sturgeon"]) {
      assert.deepEqual(await familiesHolding(store, word), [], word);
    }
  },
);

storeTest(
  "B8 not even the digest stays by which a short text could be guessed",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const digest = createHash("sha256").update("yes").digest("hex");
    const { seq } = await say(maya, id, "yes");
    assert.deepEqual(await familiesHolding(store, digest), ["client_id"]);
    await deleteMessage(maya, id, seq);
    assert.deepEqual(await familiesHolding(store, digest), []);
  },
);

storeTest(
  "B8 the preview goes from the inbox when the newest message is deleted",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await say(maya, id, "Good morning");
    const { seq } = await say(maya, id, "A swordfish slipped out");
    assert.ok((await familiesHolding(store, "swordfish")).includes("tip"));
    await deleteMessage(maya, id, seq);
    const [row] = (await listInbox(jonas)).rows;
    assert.deepEqual([row!.preview, row!.deleted], ["", true]);
  },
);

storeTest(
  "B8 every open screen is told, its number stays, and nobody reads it any more",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Slip");
    await say(jonas, id, "What was that?");
    await overhear(jonas, [id], async (heard) => {
      const left = await deleteMessage(maya, id, seq);
      assert.deepEqual([left.kind, left.text, left.html, left.seq], [
        "deleted",
        "",
        "",
        seq,
      ]);
      await Promise.resolve();
      assert.deepEqual(heard.map(({ event }) => event), [{
        type: "message-changed",
        audience: { conversation: id },
        message: left,
      }]);
      await deleteMessage(maya, id, seq);
      await Promise.resolve();
      assert.equal(heard.length, 1, "deleting again changes nothing");
    });
    assert.deepEqual((await logOf(id)).map((entry) => entry.seq), [1, 2, 3]);
    assert.equal((await findMessage(jonas, id, seq)).kind, "deleted");
    const page = await listMessages(jonas, id);
    assert.ok(!JSON.stringify(page).includes("Slip"));
  },
);

storeTest(
  "B8 nobody deletes what others wrote without the right to it, notes, or what is not there",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    const { seq } = await say(jonas, id, "Mine");
    await assert.rejects(deleteMessage(amina, id, seq), Forbidden);
    const direct = await directOf(maya, jonas);
    const between = await say(jonas, direct.id, "Between us");
    await assert.rejects(
      deleteMessage(maya, direct.id, between.seq),
      Forbidden,
      "who began a direct conversation owns nothing",
    );
    await assert.rejects(deleteMessage(ravi, id, seq), NotFound);
    await assert.rejects(deleteMessage(maya, id, 1), Forbidden, "a note");
    for (const odd of [0, -1, 99, 0.5]) {
      await assert.rejects(deleteMessage(maya, id, odd), NotFound);
    }
    await deleteMessage(jonas, id, seq);
    await assert.rejects(deleteMessage(amina, id, seq), Forbidden);
  },
);

storeTest(
  "B8 an owner or moderator deletes for everyone what somebody else wrote, and its late re-send brings nothing back",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    await changeRole(maya, id, amina.id, "moderator");
    const draft = {
      conversation: id,
      text: "Spam spam",
      clientId: "client-spam",
    };
    const { seq } = await sendMessage(jonas, draft);
    const shown = await deleteMessage(amina, id, seq);
    assert.equal(shown.author.name, "Jonas Weber", "it stays his place");
    assert.equal((await deleteMessage(maya, id, seq)).kind, "deleted");
    assert.deepEqual(await familiesHolding(store, "Spam spam"), []);
    assert.equal((await sendMessage(jonas, draft)).kind, "deleted");
  },
);

storeTest(
  "B8 a deletion that races edits leaves nothing of any of them",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    for (let round = 0; round < 10; round++) {
      const { seq } = await say(maya, id, "swordfish 0");
      await Promise.all([
        ...[1, 2, 3].map((n) => editMessage(maya, id, seq, `swordfish ${n}`)),
        deleteMessage(maya, id, seq),
        ...[4, 5].map((n) => editMessage(maya, id, seq, `swordfish ${n}`)),
      ].map((deed) =>
        deed.catch((error) => assert.ok(error instanceof Forbidden))
      ));
      assert.deepEqual(await familiesHolding(store, "swordfish"), []);
    }
  },
);
