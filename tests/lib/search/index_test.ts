/** The index against the messages themselves, whatever happens to them. */
import { listEntries } from "@/lib/conversations/entries.ts";
import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import type { Store } from "@/lib/kv/store.ts";
import { Conflict } from "@/lib/errors.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { indexStates, listed, nodes } from "@/lib/search/_keys.ts";
import { matches } from "@/lib/search/_matches.ts";
import { unpackNode } from "@/lib/search/_node.ts";
import { compareIndex, compareIndexes } from "@/lib/search/compare.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import { parseQuery } from "@/lib/search/query.ts";
import { dropIndex } from "@/lib/search/erase_index.ts";
import { rebuildIndexes } from "@/lib/search/rebuild.ts";
import { putConversation } from "@/lib/conversations/_store.ts";
import { list, read } from "@/lib/kv/read.ts";
import assert from "node:assert/strict";
import fc from "fast-check";
import { gatherCast, groupOf } from "../../support/people.ts";
import { onNewStore, storeTest } from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { index, look } from "./_desk.ts";

/** Everything an index holds, as text. */
async function heldBy(id: string): Promise<string> {
  const held: unknown[] = [];
  for await (const { value } of list(nodes, [id])) {
    const node = unpackNode(value);
    held.push("terms" in node ? node.terms : node.slots);
  }
  for await (const { value } of list(listed, [id])) held.push(value);
  return JSON.stringify(held);
}

storeTest(
  "D3 the index of an edited message holds no old word, of a deleted one nothing",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "aardvark stays");
    const { seq: gone } = await say(maya, id, "zebra stays");
    await index(id);
    assert.match(await heldBy(id), /aardvark.*zebra/s);
    await editMessage(maya, id, seq, "badger stays");
    await deleteMessage(maya, id, gone);
    await index(id);
    const held = await heldBy(id);
    assert.doesNotMatch(held, /aardvark|zebra/);
    assert.match(held, /badger/);
    assert.deepEqual(await compareIndex(id), {
      conversation: id,
      terms: 0,
      messages: 0,
      rows: 0,
    });
  },
);

storeTest(
  "D3 no word stands in a key or a row of the store, and nothing of an encrypted conversation",
  async (store: Store) => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await say(maya, group.id, "aardvark");
    await index(group.id);
    const families = new Set<string>();
    for await (const row of store.kv.list({ prefix: [] })) {
      families.add(String(row.key[0]));
      const bytes = row.value instanceof Uint8Array ? row.value : [];
      const held = Array.from(bytes, (b) => String.fromCharCode(b)).join("");
      assert.doesNotMatch(JSON.stringify(row.key) + held, /aardvark/);
    }
    assert.ok(families.has("search_node") && families.has("search_terms"));
    const secret = await groupOf(maya, jonas);
    await say(maya, secret.id, "zebra");
    await change((c) =>
      putConversation(c, { ...secret, encryption: "end-to-end" })
    );
    await index(secret.id);
    assert.deepEqual(await Array.fromAsync(list(nodes, [secret.id])), []);
    const { hits } = await look(jonas, "zebra");
    assert.deepEqual(hits, []);
  },
);

const word = fc.constantFrom(
  ..."budget annual Plan ferry ferryman harbour été 北京 قهوة https://x.org a b c d e f"
    .split(" "),
);
const text = fc.array(word, { minLength: 1, maxLength: 6 })
  .map((words) => words.join(" "));
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("say"), text }) },
  fc.record({ what: fc.constant("edit"), n: fc.nat(60), text }),
  fc.record({ what: fc.constant("delete"), n: fc.nat(60) }),
  fc.record({
    what: fc.constant("index"),
    most: fc.integer({ min: 1, max: 9 }),
  }),
);
const sought = fc.array(
  fc.oneof(
    word,
    word.map((one) => `-${one}`),
    word.map((one) => `${one.slice(0, 2)}*`),
    fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`),
    fc.constantFrom("from:maya", "from:jonas", "has:link", "is:edited"),
  ),
  { minLength: 1, maxLength: 3 },
).map((parts) => parts.join(" "));

/** What looking at every message finds. */
async function bySight(user: User[], id: string, typed: string) {
  const { items, nots, filters } = parseQuery(typed);
  const facts = filters.filter(({ name }) => name !== "from")
    .map(({ name, value }) => `${name}:${value}` as "has:link");
  const names = filters.filter(({ name }) => name === "from");
  const authors = names.length === 0
    ? null
    : user.filter(({ username }) =>
      names.some(({ value }) => value === username)
    )
      .map(({ id }) => id);
  const wanted = {
    items,
    nots,
    facts,
    authors,
    notAuthors: [],
    notFacts: [],
    from: -Infinity,
    until: Infinity,
  };
  return (await listEntries(id, { limit: 1_000, reverse: true }))
    .filter((entry) => matches(entry, wanted)).map(({ seq }) => seq)
    .slice(0, 20);
}

Deno.test("D3 whatever is said, edited, deleted and indexed in between, the index finds what reading everything finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.array(sought, { minLength: 4, maxLength: 8 }),
      (steps, searches) =>
        onNewStore(async () => {
          const { maya, jonas } = await gatherCast();
          const { id } = await groupOf(maya, jonas);
          let said = 1;
          for (const [i, one] of steps.entries()) {
            const who = i % 2 ? maya : jonas;
            if ("most" in one) {
              await indexConversation(id, { atOnce: one.most });
            } else if (!("n" in one)) {
              await say(who, id, one.text);
              said++;
            } else {
              const seq = 2 + one.n % said;
              const [entry] = await listEntries(id, {
                after: seq - 1,
                limit: 1,
              });
              if (entry?.kind !== "text") continue;
              const author = entry.author === maya.id ? maya : jonas;
              await ("text" in one
                ? editMessage(author, id, seq, one.text)
                : deleteMessage(author, id, seq)).catch((error) => {
                  if (!(error instanceof Conflict)) throw error;
                });
            }
          }
          for (const typed of searches) {
            const { hits, problems } = await look(maya, typed);
            if (problems.length > 0) continue;
            assert.deepEqual(
              hits.map(({ seq }) => seq),
              await bySight([maya, jonas], id, typed),
              typed,
            );
          }
          await index(id);
          assert.deepEqual(await Array.fromAsync(compareIndexes()), []);
        }),
    ),
    { numRuns: 25 },
  );
});

storeTest(
  "D3 making the index anew, broken off in the middle, ends with what the messages say",
  async () => {
    const { maya, jonas } = await gatherCast();
    const groups = [await groupOf(maya, jonas), await groupOf(maya, jonas)];
    for (const { id } of groups) {
      for (let i = 0; i < 80; i++) {
        await say(maya, id, `word${i} and w${i % 7}`);
      }
    }
    await index(...groups.map(({ id }) => id));
    // The comparison can fail: a row that is missing is noticed.
    await change((c) => c.drop(listed, [groups[0]!.id, 1, 0]));
    assert.equal((await Array.fromAsync(compareIndexes())).length, 1);
    for await (const _ of rebuildIndexes()) break;
    const done = await Array.fromAsync(rebuildIndexes());
    assert.equal(done.length, 1);
    assert.deepEqual(await Array.fromAsync(compareIndexes()), []);
    for (const { id } of groups) {
      assert.ok((await read(indexStates, [id]))!.seq > 80);
    }
  },
);

storeTest(
  "D3 a large batch that broke off anywhere is made whole by small ones",
  async (store: Store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    for (let i = 0; i < 60; i++) {
      await say(maya, id, `word${i} ${"x".repeat(i)}`);
    }
    const { commit } = store;
    for (let most = 0, broke = true; broke; most++) {
      await dropIndex(id);
      let commits = 0;
      store.commit = (atomic) => {
        // As a process that dies: what comes after it is never written.
        if (commits++ >= most) throw new DOMException("dead");
        return commit.call(store, atomic);
      };
      broke = await indexConversation(id, { atOnce: 100 })
        .then(() => false, () => true);
      store.commit = commit;
      assert.ok(most < 50, "it never came to its end");
      while (await indexConversation(id, { atOnce: 7 }));
      assert.deepEqual(await Array.fromAsync(compareIndexes()), [], `${most}`);
    }
  },
);

storeTest("D3 a poll is found by its answers", async () => {
  const { maya, jonas } = await gatherCast();
  const { id } = await groupOf(maya, jonas);
  const { seq } = await sendMessage(maya, {
    conversation: id,
    text: "Where do we meet?",
    clientId: "a-poll-to-find",
    poll: { options: ["Lighthouse", "Old pier"] },
  });
  for (const indexed of [false, true]) {
    if (indexed) await index(id);
    const { hits } = await look(jonas, "has:poll lighth");
    assert.deepEqual(hits.map((hit) => hit.seq), [seq]);
    const marked = hits[0]!.excerpt.filter(({ hit }) => hit);
    assert.deepEqual(marked, [{ text: "Lighthouse", hit: true }]);
  }
});
