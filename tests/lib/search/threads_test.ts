import { react } from "@/lib/messages/react.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { compareIndexes } from "@/lib/search/compare.ts";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { say } from "../messages/_talk.ts";
import { index, look, seek } from "./_desk.ts";

storeTest(
  "D3 B10 what is said in threads is found like all else, before and after it is indexed",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq: thread } = await say(maya, id, "Who brings tea?");
    const draft = { conversation: id, thread };
    const one = await sendMessage(jonas, {
      ...draft,
      text: "A samovar of tea",
      clientId: "client-tea-1",
    });
    const last = await say(jonas, id, "And tea for me");
    for (const indexed of [false, true]) {
      if (indexed) await index(id);
      assert.deepEqual(await seek(maya, "tea"), [last.seq, one.seq, thread]);
      assert.deepEqual(await seek(ravi, "tea"), []);
      const { hits } = await look(maya, "samovar");
      assert.deepEqual(hits.map((hit) => hit.inThread), [thread]);
    }
    await react(maya, id, one.seq, "👍", true);
    await editMessage(jonas, id, one.seq, "A kettle");
    await index(id);
    assert.deepEqual(await seek(maya, "samovar"), []);
    assert.deepEqual(await seek(maya, "kettle"), [one.seq]);
    assert.deepEqual(await Array.fromAsync(compareIndexes()), []);
  },
);
