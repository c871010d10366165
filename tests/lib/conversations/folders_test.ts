import {
  fileConversation,
  tagConversation,
} from "@/lib/conversations/choose.ts";
import { parseFolder } from "@/lib/conversations/draft_folder.ts";
import {
  changeFolder,
  createFolder,
  dropFolder,
  findFolder,
  moveFolder,
} from "@/lib/conversations/folders.ts";
import { findInboxRow, listInbox } from "@/lib/conversations/inbox.ts";
import { FOLDER_LIMIT, type Rules } from "@/lib/conversations/place_model.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { Conflict, Invalid, NotFound } from "@/lib/errors.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import type { User } from "@/lib/accounts/model.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

let sent = 0;
const say = (user: User, conversation: string) =>
  sendMessage(user, {
    conversation,
    text: "Word",
    clientId: `folder-test-${sent++}`,
  });

async function inFolder(user: User, folder: string): Promise<string[]> {
  const { rows } = await listInbox(user, 0, 30, { folder });
  return rows.map((row) => row.conversation.id).sort();
}

storeTest(
  "D6 a folder by rule holds what all of its rules fit, at every moment",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    const other = await groupOf(maya, jonas);
    const direct = await directOf(maya, amina);
    const make = (rules: Rules) => createFolder(maya, { name: "F", rules });
    const unread = await make({ unread: true });
    const groups = await make({ kind: "group" });
    const directs = await make({ kind: "direct" });
    const amine = await make({ people: [amina.id] });
    const boats = await make({ tag: "boats" });
    const both = await make({ kind: "group", people: [amina.id] });
    const hand = await make({});
    assert.deepEqual(await inFolder(maya, unread), []);
    assert.deepEqual(await inFolder(maya, groups), [group.id, other.id].sort());
    assert.deepEqual(await inFolder(maya, directs), [direct.id]);
    assert.deepEqual(await inFolder(maya, amine), [group.id, direct.id].sort());
    assert.deepEqual(await inFolder(maya, both), [group.id]);
    assert.deepEqual(await inFolder(maya, boats), []);
    await tagConversation(maya, other.id, "Boats, work");
    assert.deepEqual(await inFolder(maya, boats), [other.id]);
    assert.deepEqual(await inFolder(maya, hand), []);
    await fileConversation(maya, direct.id, [hand, "nothing"]);
    assert.deepEqual(await inFolder(maya, hand), [direct.id]);
    await say(amina, direct.id);
    assert.deepEqual(await inFolder(maya, unread), [direct.id]);
    const counts = Object.fromEntries(
      (await listInbox(maya)).folders.map(({ id, unread }) => [id, unread]),
    );
    assert.deepEqual(
      [counts[unread], counts[directs], counts[groups], counts[hand]],
      [1, 1, 0, 1],
    );
    assert.equal(await findInboxRow(maya, group.id, { folder: hand }), null);
    assert.ok(await findInboxRow(maya, direct.id, { folder: hand }));
    await readUpTo(maya, direct.id, 9);
    assert.deepEqual(await inFolder(maya, unread), []);
    assert.deepEqual(await inFolder(maya, "nothing"), []);
    assert.deepEqual(await inFolder(jonas, groups), [], "nobody else's folder");
  },
);

storeTest(
  "D6 folders are named, ordered and dropped; what was in one stays",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const direct = await directOf(maya, jonas);
    const a = await createFolder(maya, { name: "A", rules: {} });
    const b = await createFolder(maya, { name: "B", rules: {} });
    await fileConversation(maya, direct.id, [a]);
    const names = async () =>
      (await listInbox(maya)).folders.map(({ name }) => name);
    await moveFolder(maya, b, "up");
    await moveFolder(maya, b, "up");
    assert.deepEqual(await names(), ["B", "A"]);
    await changeFolder(maya, a, {
      name: "Boats",
      rules: { people: [ravi.id] },
    });
    assert.deepEqual((await findFolder(maya, a)).usernames, ["ravi"]);
    await dropFolder(maya, a);
    assert.deepEqual(await names(), ["B"]);
    assert.equal((await listInbox(maya)).rows.length, 1);
    for (const user of [maya, jonas]) {
      await assert.rejects(findFolder(user, a), NotFound);
      await assert.rejects(dropFolder(user, a), NotFound);
    }
    await assert.rejects(moveFolder(jonas, b, "up"), NotFound);
  },
);

storeTest(
  "D6 twelve devices that make folders at once make twelve, and there is an end",
  async () => {
    const { maya } = await gatherCast();
    const make = (name: string) => createFolder(maya, { name, rules: {} });
    await Promise.all(Array.from({ length: 12 }, (_, i) => make(`F ${i}`)));
    assert.equal((await listInbox(maya)).folders.length, 12);
    for (let i = 12; i < FOLDER_LIMIT; i++) await make(`F ${i}`);
    await assert.rejects(make("One more"), Conflict);
  },
);

storeTest("D6 parseFolder() says what is wrong at each field", async () => {
  const { maya } = await gatherCast();
  const form = {
    name: "Work",
    unread: false,
    mentioned: false,
    kind: "",
    people: "",
    tag: "",
  };
  assert.deepEqual(await parseFolder(maya, form), { name: "Work", rules: {} });
  assert.deepEqual(
    Object.keys(
      (await parseFolder(maya, {
        ...form,
        unread: true,
        people: "@jonas, amina",
      }))
        .rules,
    ),
    ["unread", "people"],
  );
  const wrong: [Partial<typeof form>, string][] = [
    [{ name: " \u200b " }, "name"],
    [{ name: "x".repeat(41) }, "name"],
    [{ kind: "crowd" }, "kind"],
    [{ people: "nobody" }, "people"],
    [{
      people: "x ".repeat(3) + "y z a b c d e f g h i j k l m n o p q r s t u",
    }, "people"],
    [{ tag: "t".repeat(31) }, "tag"],
  ];
  for (const [change, field] of wrong) {
    await assert.rejects(
      parseFolder(maya, { ...form, ...change }),
      (error) => error instanceof Invalid && field in error.fields,
      field,
    );
  }
});
