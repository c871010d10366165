import { findMessage } from "@/lib/messages/find.ts";
import { eraseReactions } from "@/lib/messages/erase_reactions.ts";
import { eraseLogTexts } from "@/lib/messages/erase_texts.ts";
import { react } from "@/lib/messages/react.ts";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, storeTest } from "@/tests/support/store.ts";
import { overhear, say } from "./_talk.ts";

storeTest(
  "A9 of somebody who is erased no reaction is left, counted, named or stored; the others' stay",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Cake");
    await react(jonas, id, seq, "👍", true);
    await react(maya, id, seq, "👍", true);
    await react(jonas, id, seq, "🦄", true);
    await overhear(maya, [id], async (heard) => {
      await eraseReactions(jonas.id, id);
      assert.equal(heard.length, 1, "open pages follow");
    });
    assert.deepEqual((await findMessage(maya, id, seq)).reactions, [
      { emoji: "👍", count: 1, names: ["Maya Lind"] },
    ]);
    const left = (await openedRows(store)).filter(({ family }) =>
      family === "reaction" || family === "tally"
    );
    assert.equal(left.length, 2);
    assert.ok(!JSON.stringify(left).includes(jonas.id));
    const kind = "erase-log-texts";
    const { signal } = new AbortController();
    await eraseLogTexts({ kind, conversation: id }, signal);
    const rest = (await openedRows(store)).filter(({ family }) =>
      family === "reaction" || family === "tally"
    );
    assert.deepEqual(rest, []);
  },
);
