/** `kill -9` while everybody of a group is being told of a message: each is told once, and what was seen stays seen. */
import assert from "node:assert/strict";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { noticesIn } from "@/tests/lib/messages/_mentions.ts";
import { say } from "@/tests/lib/messages/_talk.ts";
import { gatherCrowd, groupOf } from "@/tests/support/people.ts";
import { startServer } from "@/tests/support/server.ts";
import { openedRows } from "@/tests/support/store.ts";

const CROWD = 200;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

Deno.test("K2 B12 after every kill -9 everybody is told of @all once, and of what was deleted meanwhile nobody", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-mentions-" });
  const inside = async <R>(look: (store: Store) => Promise<R>): Promise<R> => {
    using store = await openStore(
      `${dataDir}/parley.db`,
      findOrMakeSecret(dataDir),
    );
    const result = await withStore(store, () => look(store));
    await store.idle();
    return result;
  };
  const { crowd, kept } = await inside(async () => {
    const [maya, ...crowd] = await gatherCrowd(CROWD);
    const { id } = await groupOf(maya!, ...crowd);
    const gone = await say(maya!, id, "@all never mind");
    const kept = await say(maya!, id, "@all come on deck");
    await deleteMessage(maya!, id, gone.seq);
    return { crowd, kept: kept.seq };
  });
  let [kills, waiting] = [0, 1];
  for (; waiting > 0 && kills < 30; kills++) {
    const server = await startServer({ dataDir });
    // Later and later, so that it comes to an end.
    await pause(kills < 6 ? Math.random() * 80 : 3_000);
    await server.process.killHard();
    waiting = await inside(async () => {
      let count = 0;
      for await (const { value } of list(jobs, [])) {
        if (value.job.kind === "settle-mentions") count++;
      }
      return count;
    });
  }
  assert.equal(waiting, 0, "all of it was done");
  const rows = await inside(openedRows);
  for (const one of crowd) {
    assert.deepEqual(noticesIn(rows, one), [`${kept} @all`]);
  }
  console.log(`B12 ${crowd.length} people told, ${kills} kills`);
  await Deno.remove(dataDir, { recursive: true });
});
