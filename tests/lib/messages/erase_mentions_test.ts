import { keepAway } from "@/lib/accounts/block.ts";
import { eraseMentions } from "@/lib/conversations/forget_mentions.ts";
import { eraseMessages } from "@/lib/messages/erase_person.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { listMentions } from "@/lib/messages/list_mentions.ts";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "@/tests/support/people.ts";
import { storeTest } from "@/tests/support/store.ts";
import { noticesOf, settleAll } from "./_mentions.ts";
import { say } from "./_talk.ts";

storeTest(
  "A9 of somebody who is erased no notice is left: neither theirs nor those they gave",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    const { seq } = await say(jonas, id, "@maya");
    await say(jonas, id, "@all");
    await say(amina, id, "@jonas @maya");
    await settleAll();
    assert.equal((await noticesOf(store, maya)).length, 3);
    const { signal } = new AbortController();
    const kind = "erase-messages";
    await eraseMessages({ kind, user: jonas.id, at: 0 } as never, signal);
    await settleAll();
    assert.deepEqual(await noticesOf(store, maya), [`4 name`]);
    assert.deepEqual(await noticesOf(store, amina), []);
    assert.equal((await findMessage(maya, id, seq)).kind, "deleted");
    await eraseMentions(jonas.id);
    assert.deepEqual(await noticesOf(store, jonas), []);
  },
);

storeTest(
  "H10 the page of mentions hides the words of whom one has blocked since",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    await say(jonas, id, "@maya a word");
    assert.equal(
      (await listMentions(maya)).notices[0]!.message.text,
      "@maya a word",
    );
    await keepAway(maya, jonas.id, "blocked", true);
    const [notice] = (await listMentions(maya)).notices;
    assert.equal(notice!.message.text, "");
    assert.equal(notice!.message.hidden, true);
  },
);
