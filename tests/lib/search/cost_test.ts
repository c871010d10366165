/** What searching and taking in cost, counted in rows: no clock can disturb it. */
import type { User } from "@/lib/accounts/model.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { type Store, withStore } from "@/lib/kv/store.ts";
import { eraseIndex } from "@/lib/search/erase_index.ts";
import { followLog } from "@/lib/search/follow_log.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import assert from "node:assert/strict";
import { fill } from "../../bench/world.ts";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import {
  familiesHolding,
  otherProcess,
  storeTest,
} from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { look, readsOf, seek } from "./_desk.ts";

const line = (n: number) =>
  `the ${n % 5 === 0 ? "harbour" : "pier"} is quiet at ${n % 97} ${
    n === 7 ? "quagga" : n
  }`;

/** Rows read by a search with nothing in memory, besides the messages it shows. */
async function cost(
  store: Store,
  user: User,
  typed: string,
  within: string,
): Promise<number> {
  const cold = otherProcess(store);
  return await withStore(cold, async () => {
    let shown = 0;
    const rows = await readsOf(cold, async () => {
      shown = (await look(user, typed, { within })).hits.length;
    });
    return rows - shown;
  });
}

storeTest(
  "D3 a search reads about as many rows in 20,000 messages as in 1,000",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const people = [maya, jonas].map((user) => ({ user, token: "" }));
    const [short, long] = [
      await groupOf(maya, jonas),
      await groupOf(maya, jonas),
    ];
    await fill(short.id, people, 1_000, line);
    await fill(long.id, people, 20_000, line);
    for (const { id } of [short, long]) {
      await indexConversation(id, { atOnce: 10_000 });
    }
    for (
      const typed of [
        "harbour is",
        "quagga at",
        "harbour 13 is",
        "quag",
        "har",
        "from:jonas harbour quiet",
        "nowhere is",
      ]
    ) {
      const [few, many] = [
        await cost(store, maya, typed, short.id),
        await cost(store, maya, typed, long.id),
      ];
      assert.ok(many <= 90, `${typed}: ${many} rows`);
      assert.ok(many <= 2 * few + 20, `${typed}: ${few} and ${many} rows`);
    }
    assert.deepEqual(await seek(maya, "quagga", { within: long.id }), [9]);
  },
);

storeTest(
  "D3 whatever is asked, a page of results reads a bounded number of rows and goes on where it stopped",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const people = [maya, jonas].map((user) => ({ user, token: "" }));
    const { id } = await groupOf(maya, jonas);
    await fill(id, people, 8_000, line);
    // Nothing is indexed, and the only hit is the eighth message.
    const found: number[] = [];
    let [from, pages]: [string | null, number] = [null, 0];
    do {
      const rows = await readsOf(store, async () => {
        const page = await look(maya, "quagga at", { from });
        found.push(...page.hits.map(({ seq }) => seq));
        from = page.next;
      });
      assert.ok(rows < 7_000, `${rows} rows`);
    } while (from !== null && ++pages < 10);
    assert.deepEqual(found, [9]);
    assert.ok(pages > 0, "it never stopped on its way");
  },
);

storeTest(
  "D3 twenty messages leave one job; it takes them all in, and a second one finds nothing to do",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (let i = 0; i < 20; i++) await say(maya, id, `ferry ${i}`);
    const left = await Array.fromAsync(list(jobs, []));
    const mine = left.map(({ value: { job } }) => job)
      .filter(({ kind }) => kind === "log-changed");
    assert.deepEqual(mine, [{ kind: "log-changed", conversation: id }]);
    const signal = new AbortController().signal;
    const job = { kind: "log-changed", conversation: id } as const;
    await followLog(job, signal);
    assert.equal((await seek(jonas, "ferry is:edited")).length, 0);
    assert.equal((await seek(jonas, "ferry")).length, 20);
    const rows = await readsOf(store, () => followLog(job, signal));
    assert.ok(rows <= 3, `${rows}`);
  },
);

storeTest(
  "D3 of a conversation that has ended no index is left",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await say(maya, id, "aardvark");
    await indexConversation(id);
    const holding = async () =>
      (await familiesHolding(store, id)).filter((one) => /^search/.test(one));
    assert.equal((await holding()).length, 3);
    const job = { kind: "erase-index", conversation: id } as const;
    await eraseIndex(job, new AbortController().signal);
    assert.deepEqual(await holding(), []);
  },
);
