/** People write in a thread, edit and delete while the index is being made: nothing that was taken in is ever missing. */
import { type Store, withStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { compareIndexes } from "@/lib/search/compare.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "../../support/people.ts";
import { otherProcess, storeTest } from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { index, seek } from "./_desk.ts";

const ROUNDS = 25;

/** @param store where people write; @param other where a second indexer runs, if one does */
async function race(store: Store, other: Store): Promise<void> {
  const { maya, jonas } = await gatherCast();
  const { id } = await groupOf(maya, jonas);
  const { seq: thread } = await say(maya, id, "Who brings tea?");
  const answer = (by: typeof maya, text: string, clientId: string) =>
    sendMessage(by, { conversation: id, thread, text, clientId });
  let writing = true;
  const indexer = async (of: Store) => {
    let times = 0;
    while (writing) {
      // Two of them stand in each other's way; the job would come again.
      await withStore(of, () => indexConversation(id)).catch((error) => {
        assert.match(String(error), /is writing this search index/);
      });
      times++;
      await new Promise((done) => setTimeout(done, 1));
    }
    return times;
  };
  const indexers = [indexer(store), indexer(other)];
  try {
    for (let n = 0; n < ROUNDS; n++) {
      const [one, , two] = await Promise.all([
        answer(jonas, `ferry first${n}`, `thread-one-${n}-0000`),
        say(maya, id, `ferry main${n}`),
        answer(maya, `ferry second${n}`, `thread-two-${n}-0000`),
      ]);
      assert.deepEqual(await seek(maya, `first${n} ferry`), [one.seq]);
      await Promise.all([
        editMessage(jonas, id, one.seq, `quay changed${n}`),
        deleteMessage(maya, id, two.seq),
      ]);
      assert.deepEqual(await seek(jonas, `changed${n} quay`), [one.seq]);
      assert.deepEqual(await seek(jonas, `first${n} ferry`), []);
      assert.deepEqual(await seek(jonas, `second${n} ferry`), []);
    }
  } finally {
    writing = false;
  }
  const times = await Promise.all(indexers);
  assert.ok(times.every((one) => one > 3), `${times}`);
  await index(id);
  assert.deepEqual(await Array.fromAsync(compareIndexes()), []);
  for (let n = 0; n < ROUNDS; n++) {
    assert.equal((await seek(maya, `changed${n} quay`)).length, 1);
    assert.equal((await seek(maya, `main${n} ferry`)).length, 1);
    assert.deepEqual(await seek(maya, `second${n} ferry`), []);
  }
}

storeTest(
  "D3 B10 while a thread is written, edited and deleted and indexed, a search finds what stands there and nothing that is gone",
  (store) => race(store, store),
);

storeTest(
  "D3 B10 the same where two processes index at once",
  // One that has the store to itself remembers its index: neither does here.
  async (store) => {
    const [one, two] = [otherProcess(store), otherProcess(store)];
    await withStore(one, () => race(one, two));
    await one.idle();
    await two.idle();
  },
);
