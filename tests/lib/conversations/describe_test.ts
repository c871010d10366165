import { Forbidden, NotFound } from "@/lib/errors.ts";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

/** The notes of a conversation after the first, with who is behind each. */
async function notesOf(id: string) {
  const entries = await listEntries(id, { limit: 50 });
  return entries.slice(1).map(({ author, body }) => [author, body]);
}

storeTest(
  "C3 a line in the log records who changed the name and the description, and to what",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await describeConversation(jonas, group.id, {
      name: "Harbour trip",
      description: "Pier 3 at eight",
    });
    await describeConversation(maya, group.id, {
      name: "Island trip",
      description: "Pier 3 at eight",
    });
    await describeConversation(jonas, group.id, {
      name: "Lighthouse trip",
      description: "",
    });
    assert.deepEqual(await notesOf(group.id), [
      [jonas.id, { note: { what: "described", to: "Pier 3 at eight" } }],
      [maya.id, {
        note: { what: "renamed", from: "Harbour trip", to: "Island trip" },
      }],
      [jonas.id, {
        note: { what: "renamed", from: "Island trip", to: "Lighthouse trip" },
      }],
      [jonas.id, { note: { what: "described", to: "" } }],
    ]);
    const seen = await findNamedConversation(maya, group.id);
    assert.equal(seen.title, "Lighthouse trip");
    assert.equal(seen.description, "");
  },
);

storeTest("C3 the same words again leave no line", async () => {
  const { maya, jonas } = await gatherCast();
  const group = await groupOf(maya, jonas);
  await describeConversation(maya, group.id, {
    name: group.name,
    description: group.description,
  });
  assert.deepEqual(await notesOf(group.id), []);
});

storeTest(
  "describeConversation() names no direct conversation and knows no strangers",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const words = { name: "Ours", description: "" };
    const direct = await directOf(maya, jonas);
    await assert.rejects(
      describeConversation(maya, direct.id, words),
      Forbidden,
    );
    const group = await groupOf(maya, jonas);
    await assert.rejects(describeConversation(ravi, group.id, words), NotFound);
    assert.deepEqual(await notesOf(group.id), []);
  },
);

storeTest(
  "describeConversation() loses none of sixteen changes at once: each line starts from the one before",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await Promise.all(
      Array.from(
        { length: 16 },
        (_, i) =>
          describeConversation(i % 2 ? maya : jonas, group.id, {
            name: `Trip ${i}`,
            description: "",
          }),
      ),
    );
    let name = group.name;
    const notes = await notesOf(group.id);
    assert.equal(notes.length, 16);
    for (const [, body] of notes) {
      assert.ok(typeof body === "object" && "note" in body);
      assert.ok(body.note.what === "renamed");
      assert.equal(body.note.from, name);
      name = body.note.to;
    }
    assert.equal((await findNamedConversation(maya, group.id)).title, name);
  },
);
