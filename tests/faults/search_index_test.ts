/** `kill -9` while messages are written, changed and taken into the index. */
import { listEntries } from "@/lib/conversations/entries.ts";
import { list, read } from "@/lib/kv/read.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { indexStates, nodes } from "@/lib/search/_keys.ts";
import { compareIndexes } from "@/lib/search/compare.ts";
import { searchMessages } from "@/lib/search/find.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import { parseQuery } from "@/lib/search/query.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import assert from "node:assert/strict";
import { startProcess } from "../support/kill.ts";
import { gatherCast, groupOf } from "../support/people.ts";

const indexer = new URL("_indexer.ts", import.meta.url).pathname;
const SECRET = "a secret of tests";
const CYCLES = 12;

Deno.test("D3 I5 after every kill -9 the index is brought to what the messages say, and a search finds them all", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley.db`;
  usePasswords({
    secret: SECRET,
    hasher: () => Promise.resolve(new Uint8Array(32)),
  });
  const open = () => openStore(path, SECRET);
  let place = "";
  {
    using store = await open();
    await withStore(store, async () => {
      const { maya, jonas } = await gatherCast();
      place = (await groupOf(maya, jonas)).id;
    });
    await store.idle();
  }
  let halves = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const running = startProcess(
      ["run", "-A", "--no-check", "--unstable-kv", indexer, path, place],
    );
    const deaths = 8 + Math.floor(Math.random() * 40);
    for (let n = 0; n < deaths && await running.line(); n++);
    // At another moment of the work each time.
    await new Promise((done) => setTimeout(done, Math.random() * 15));
    await running.killHard();
    using store = await open();
    await withStore(store, async () => {
      const maya = (await findByUsername("maya"))!;
      const state = await read(indexStates, [place]);
      if (state?.open) halves++;
      const found = new Set<number>();
      for (let from: string | null = null;;) {
        const query = parseQuery("ferry*");
        const page = await searchMessages(maya, query, {
          timeZone: "UTC",
          from,
        });
        for (const { seq } of page.hits) found.add(seq);
        if (page.next === null) break;
        from = page.next;
      }
      const said = (await listEntries(place, { limit: 10_000 }))
        .filter(({ body }) => "text" in body && body.text.startsWith("ferry"));
      assert.deepEqual(
        [...found].sort((a, b) => a - b),
        said.map(({ seq }) => seq),
      );
      await indexConversation(place);
      assert.deepEqual(await Array.fromAsync(compareIndexes()), []);
    });
    await store.idle();
  }
  using store = await open();
  const rows = await withStore(
    store,
    () => Array.fromAsync(list(nodes, [place])),
  );
  console.log(`${rows.length} nodes; ${halves} kills met a batch half done`);
  assert.ok(rows.length > 5);
  await Deno.remove(folder, { recursive: true });
});
