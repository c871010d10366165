import { findByUsername, isNew } from "@/lib/accounts/find.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { listMembers } from "@/lib/conversations/find.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import { findReading } from "@/lib/conversations/readers.ts";
import { listMessages, listVersions } from "@/lib/messages/find.ts";
import { fillStore, TALKS } from "@/lib/operations/seed_fill.ts";
import { parseSizes } from "@/lib/operations/seed.ts";
import { PASSWORD, PEOPLE } from "@/lib/operations/seed_words_people.ts";
import { SettingsError } from "@/lib/http/settings.ts";
import assert from "node:assert/strict";
import { onNewStore, rawRows, storeTest } from "../../support/store.ts";
import { logOf } from "../messages/_talk.ts";

const NOW = Date.UTC(2026, 10, 20, 15, 30);
const SMALL = { messages: 900, log: 700 };

/** Whoever is called so. */
const user = async (username: string) => (await findByUsername(username))!;

storeTest(
  "fillStore() makes an organisation that its administrator can look around in",
  async () => {
    assert.ok(await isNew());
    const entries = await fillStore(SMALL, NOW);
    assert.equal(await isNew(), false);
    const maya = await user("maya");
    assert.equal(maya.role, "administrator");
    assert.equal((await user("jonas")).role, "member");
    const { user: signedIn } = await signIn(
      { username: "maya", password: PASSWORD },
      { agent: "", net: "203.0.113.9" },
    );
    assert.equal(signedIn.id, maya.id);
    const { rows, unread } = await listInbox(maya);
    assert.equal(
      rows.length,
      TALKS.filter(({ members }) => members.includes("maya")).length + 1,
    );
    assert.equal(unread, 6);
    const byTitle = new Map(rows.map((row) => [row.conversation.title, row]));
    assert.equal(byTitle.get("Ops log")!.unread, 128);
    assert.equal(byTitle.get("Amina Khalil")!.unread, 1);
    assert.equal(byTitle.get("Harbour Street")!.unread, 0);
    for (const row of rows) {
      assert.ok(row.preview !== "" || row.deleted, row.conversation.title);
      assert.ok(row.at < NOW);
    }
    assert.equal(
      (await listMembers(maya, byTitle.get("Harbour Street")!.conversation.id))
        .length,
      PEOPLE.length,
    );
    assert.ok(entries >= 1_500 && entries <= 1_700, `${entries}`);
  },
);

storeTest(
  "fillStore() leaves logs without gaps, in order, back-dated, with edits and deletes that hold",
  async (store) => {
    await fillStore(SMALL, NOW);
    const maya = await user("maya");
    let [edited, deleted] = [0, 0];
    for await (const { key } of store.kv.list({ prefix: ["tip"] })) {
      const id = String(key[1]);
      const log = await logOf(id);
      assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i + 1));
      for (const [i, entry] of log.entries()) {
        assert.ok(entry.at >= (log[i - 1]?.at ?? 0) && entry.at < NOW);
        assert.ok(entry.at > NOW - 45 * 86_400_000);
        if (entry.kind === "deleted") deleted++;
        if (!entry.edited) continue;
        edited++;
        const versions = (await rawRows(store)).filter(({ family, text }) =>
          family === "version" && text.includes(id)
        );
        assert.ok(versions.length > 0);
      }
    }
    assert.ok(
      edited >= 5 && deleted >= 2,
      `${edited} edited, ${deleted} deleted`,
    );
    const yard = (await listInbox(maya)).rows.find(({ conversation }) =>
      conversation.title === "Yard"
    )!;
    const page = await listMessages(maya, yard.conversation.id);
    const shrouds = page.messages.find(({ edited }) => edited)!;
    assert.match(shrouds.text, /84 for both/);
    const [version] = await listVersions(
      maya,
      yard.conversation.id,
      shrouds.seq,
    );
    assert.match(version!.text, /64 for both/);
  },
);

storeTest(
  "fillStore() leaves reading positions that agree with what people wrote",
  async () => {
    await fillStore(SMALL, NOW);
    for (const { username } of PEOPLE) {
      const reader = await user(username);
      for (const { conversation, unread } of (await listInbox(reader)).rows) {
        const log = await logOf(conversation.id);
        const { seq } = await findReading(reader, conversation.id);
        const own = log.findLast(({ author }) => author === reader.id)?.seq ??
          0;
        assert.ok(seq >= own && seq <= log.length);
        assert.equal(unread, log.length - seq);
      }
    }
  },
);

/** Everything said, in a form that does not depend on the hour. */
async function words(): Promise<string[]> {
  return await onNewStore(async (store) => {
    await fillStore({ messages: 500, log: 50 }, NOW);
    const rows = await rawRows(store);
    // Salts are never the same, and work for later has random ids and the
    // hour it was left at; everything else is.
    return rows.filter(({ family }) => !["password", "job"].includes(family))
      .map(({ text }) => text.replaceAll(/"first":"[0-9a-f]+"/g, ""))
      // Hashes in keys stand in another order in each store.
      .sort();
  });
}

Deno.test("fillStore() writes the same organisation each time", async () => {
  const first = await words();
  assert.ok(first.length > 500);
  assert.deepEqual(await words(), first);
});

Deno.test("no place in an exchange stays empty, and every line has somebody to say it", () => {
  for (const { exchanges, lines, members } of TALKS) {
    for (const line of exchanges.flat()) {
      assert.match(line, /^([ABC]|[a-z]+): \S/);
    }
    for (const line of lines) {
      if (typeof line === "number") continue;
      const by = typeof line === "string" ? line.split(": ")[0] : line.by;
      assert.ok(
        members.includes(by as typeof members[0]),
        JSON.stringify(line),
      );
    }
  }
});

storeTest("fillStore() leaves no place for a word unfilled", async (store) => {
  await fillStore({ messages: 3_000, log: 0 }, NOW);
  const texts = (await rawRows(store)).filter(({ family }) =>
    family === "message"
  );
  assert.equal(texts.length, 3_000);
  for (const { text } of texts) {
    assert.ok(!/\{[a-z]+\d?\}|undefined|NaN/.test(text), text);
  }
});

Deno.test("parseSizes() takes the two options and nothing else", () => {
  assert.deepEqual(parseSizes([]), { messages: 3_000, log: 100_000 });
  assert.deepEqual(parseSizes(["--log=5", "--messages=10"]), {
    messages: 10,
    log: 5,
  });
  for (
    const odd of ["--log", "--log=-1", "--log=99999999", "log=5", "--help", ""]
  ) {
    assert.throws(() => parseSizes([odd]), SettingsError);
  }
});
