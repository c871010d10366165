import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage, listVersions } from "@/lib/messages/find.ts";
import { mayEdit } from "@/lib/messages/model.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

storeTest(
  "B7 an edited message is marked and its earlier texts are viewable by every member",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq, at } = await say(maya, id, "Ferry at eight");
    assert.equal((await findMessage(jonas, id, seq)).edited, undefined);
    assert.deepEqual(await listVersions(jonas, id, seq), []);
    await overhear(jonas, [id], async (heard) => {
      const first = await editMessage(maya, id, seq, "Ferry at *nine*");
      assert.equal(first.html, "<p>Ferry at <em>nine</em></p>");
      assert.ok(first.edited! >= at);
      await Promise.resolve();
      assert.deepEqual(heard.map(({ event }) => event), [{
        type: "message-changed",
        audience: { conversation: id },
        message: first,
      }]);
      const second = await editMessage(maya, id, seq, "Ferry at ten");
      assert.deepEqual(await listVersions(jonas, id, seq), [
        { text: "Ferry at eight", at },
        { text: "Ferry at *nine*", at: first.edited! },
      ]);
      const shown = await findMessage(jonas, id, seq);
      assert.deepEqual(shown, second);
      assert.equal(shown.at, at, "the time of sending stays");
    });
    await assert.rejects(listVersions(ravi, id, seq), NotFound);
  },
);

storeTest("B7 the same text again changes nothing", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await directOf(maya, jonas);
  const { seq } = await say(maya, id, "Ferry at eight");
  await overhear(jonas, [id], async (heard) => {
    await editMessage(maya, id, seq, "Ferry at eight");
    await Promise.resolve();
    assert.deepEqual(heard, []);
  });
  assert.equal((await findMessage(maya, id, seq)).edited, undefined);
});

storeTest(
  "B7 only one's own text can be edited: not others', not notes, not what is deleted",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Mine");
    await assert.rejects(editMessage(jonas, id, seq, "Yours"), Forbidden);
    await assert.rejects(editMessage(ravi, id, seq, "Yours"), NotFound);
    await assert.rejects(editMessage(maya, id, 1, "A note"), Forbidden);
    for (const odd of [0, -1, 99, 1.5]) {
      await assert.rejects(editMessage(maya, id, odd, "Nothing"), NotFound);
    }
    await deleteMessage(maya, id, seq);
    await assert.rejects(editMessage(maya, id, seq, "Back again"), Forbidden);
    assert.equal((await logOf(id)).length, 2);
  },
);

storeTest(
  "B7 the administrator's window ends editing, and lifting it opens it again",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(jonas, id, "Ferry at eight");
    await changeServerSettings(maya, { registration: "", editWindow: "15" });
    await editMessage(jonas, id, seq, "In time");
    const now = Date.now;
    try {
      Date.now = () => now() + 16 * 60_000;
      await assert.rejects(editMessage(jonas, id, seq, "Too late"), (error) => {
        assert.ok(error instanceof Forbidden);
        assert.deepEqual(error.sentence.values, { minutes: 15 });
        return true;
      });
      await changeServerSettings(maya, { registration: "", editWindow: "" });
      await editMessage(jonas, id, seq, "Open again");
    } finally {
      Date.now = now;
    }
  },
);

Deno.test("B7 mayEdit() counts the window from sending to the minute", () => {
  const message = { author: "maya", kind: "text", at: 0 };
  assert.ok(mayEdit(message, "maya", 15, 15 * 60_000));
  assert.ok(!mayEdit(message, "maya", 15, 15 * 60_000 + 1));
  assert.ok(mayEdit(message, "maya", null, Number.MAX_SAFE_INTEGER));
  assert.ok(!mayEdit(message, "jonas", null, 0));
  assert.ok(!mayEdit({ ...message, kind: "deleted" }, "maya", null, 0));
});

storeTest(
  "B7 edits that race keep every text but the last as a version, each once",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Text 0");
    await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => editMessage(maya, id, seq, `Text ${i + 1}`),
      ),
    );
    const { text } = await findMessage(maya, id, seq);
    const kept = (await listVersions(maya, id, seq)).map((version) =>
      version.text
    );
    assert.deepEqual(
      [...kept, text].sort(),
      Array.from({ length: 21 }, (_, i) => `Text ${i}`).sort(),
    );
  },
);

storeTest(
  "B7 a hundred earlier texts are kept, then a new message is asked for",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "Text");
    for (let i = 0; i < 100; i++) await editMessage(maya, id, seq, `Text ${i}`);
    await assert.rejects(editMessage(maya, id, seq, "One more"), Conflict);
    assert.equal((await listVersions(maya, id, seq)).length, 100);
    await deleteMessage(maya, id, seq);
    assert.deepEqual(await listVersions(maya, id, seq), []);
  },
);
