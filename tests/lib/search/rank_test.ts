import type { User } from "@/lib/accounts/model.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import { BEST_OF } from "@/lib/search/model.ts";
import { withStore } from "@/lib/kv/store.ts";
import assert from "node:assert/strict";
import { fill } from "../../bench/world.ts";
import { directOf, gatherCast } from "../../support/people.ts";
import { otherProcess, storeTest } from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { look, readsOf, seek } from "./_desk.ts";

const BEST = { order: "best" } as const;

/** Every page of a search, one after another. */
async function allPages(
  user: User,
  typed: string,
  order: "newest" | "best",
): Promise<number[]> {
  const found: number[] = [];
  for (let from: string | null = null, pages = 0; pages < 50; pages++) {
    const { hits, next } = await look(user, typed, { order, from });
    found.push(...hits.map(({ seq }) => seq));
    if (next === null) return found;
    from = next;
  }
  throw new Error("It has no end");
}

storeTest(
  "D3 best first: words side by side come before words apart, short before long, whole words before words that begin so",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const texts = [
      "The harbour budget",
      `The budget of ${"this and that ".repeat(12)} and of the harbour`,
      "Our budget, then the harbour",
      "A harbourmaster has a budget",
      "The harbour alone",
    ];
    const seqs: number[] = [];
    for (const text of texts) seqs.push((await say(maya, id, text)).seq);
    const numbers = async (typed: string, options = {}) =>
      (await seek(maya, typed, options)).map((seq) => seqs.indexOf(seq) + 1);
    for (const indexed of [false, true]) {
      if (indexed) await indexConversation(id);
      assert.deepEqual(await numbers("budget harbour"), [4, 3, 2, 1]);
      assert.deepEqual(await numbers("budget harbour", BEST), [1, 3, 4, 2]);
      assert.deepEqual((await numbers("harbour", BEST)).at(-1), 2);
      assert.deepEqual(await numbers("from:maya", BEST), [5, 4, 3, 2, 1]);
    }
  },
);

storeTest(
  "D3 best first: a word said often comes before one said once, and of equal messages the newest first",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const once = await say(maya, id, "quay one two three four five");
    const often = await say(maya, id, "quay quay quay four five six");
    const same = await say(maya, id, "quay one two three four five");
    assert.deepEqual(await seek(maya, "quay", BEST), [
      often.seq,
      same.seq,
      once.seq,
    ]);
  },
);

storeTest(
  "D3 both orders find the same messages, each once, page by page, and nobody else's",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const people = [maya, jonas].map((user) => ({ user, token: "" }));
    await fill(id, people, 130, (n) => `tide ${"wave ".repeat(n % 7)}${n}`);
    await indexConversation(id);
    const newest = await allPages(maya, "tide", "newest");
    const best = await allPages(maya, "tide", "best");
    assert.equal(newest.length, 130);
    assert.notDeepEqual(best, newest);
    assert.deepEqual(best.toSorted((a, b) => b - a), newest);
    assert.deepEqual(await seek(amina, "tide", BEST), []);
    assert.equal((await look(maya, "tide", BEST)).bestOf, undefined);
    for (const from of ["-1", "1e9", "999", "x", ""]) {
      const { hits } = await look(maya, "tide", { ...BEST, from });
      assert.ok(hits.length === 20 || hits.length === 0, from);
    }
  },
);

storeTest(
  "D3 the best are looked for among a bounded number, however many answer",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const people = [maya, jonas].map((user) => ({ user, token: "" }));
    await fill(id, people, 6_000, (n) => `tide and ${n % 97} waves`);
    await indexConversation(id, { atOnce: 10_000 });
    const cold = otherProcess(store);
    await withStore(cold, async () => {
      const rows = await readsOf(cold, async () => {
        const { hits, bestOf } = await look(maya, "tide waves", BEST);
        assert.equal(hits.length, 20);
        assert.equal(bestOf, BEST_OF);
      });
      assert.ok(rows < 3 * BEST_OF, `${rows} rows`);
    });
    const all = await allPages(maya, "tide", "best");
    assert.equal(new Set(all).size, BEST_OF);
  },
);
