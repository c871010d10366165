import assert from "node:assert/strict";
import { askToLeave } from "@/lib/accounts/leave.ts";
import type { SignedIn } from "@/lib/accounts/session.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { keepAway } from "@/lib/accounts/block.ts";
import { conversations } from "@/lib/conversations/_keys.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import type { Encryption } from "@/lib/conversations/model.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import { findSource, forwardMessage } from "@/lib/messages/forward.ts";
import { crossing, mayForward } from "@/lib/messages/forward_model.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { eraseNow } from "@/tests/support/leaving.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { storeTest } from "@/tests/support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

/** Of the cast. */
const PASSWORD = "three calm herons";

let sent = 0;

function pass(user: User, from: string, seq: number, to: string, words = "") {
  return forwardMessage(user, { conversation: from, seq }, {
    conversation: to,
    clientId: `forward-${++sent}`,
    words,
  });
}

/** The same people with another group, and something said in the first. */
async function places() {
  const { maya, jonas, amina } = await gatherCast();
  const here = await groupOf(maya, jonas);
  const there = await directOf(maya, amina);
  const { seq } = await say(jonas, here.id, "The boat leaves at **nine**");
  return { maya, jonas, amina, here: here.id, there: there.id, seq };
}

storeTest(
  "B20 a forwarded message says whose words it holds, with words of its own, live and loaded",
  async () => {
    const { maya, amina, jonas, here, there, seq } = await places();
    await overhear(amina, [there], async (heard) => {
      const copy = await pass(maya, here, seq, there, "For *you*");
      assert.equal(copy.author.id, maya.id);
      assert.equal(copy.text, "The boat leaves at **nine**");
      assert.equal(copy.forwarded?.author.name, "Jonas Weber");
      assert.match(copy.forwarded!.html, /<em>you<\/em>/);
      await Promise.resolve();
      const [told] = heard.flatMap(({ event }) =>
        event.type === "message-added" ? [event.message] : []
      );
      const [loaded] = (await listMessages(amina, there)).messages;
      assert.deepEqual(told, loaded);
    });
    const on = await say(amina, there, "Thank you");
    const again = await pass(maya, there, on.seq - 1, here);
    assert.equal(
      again.forwarded?.author.id,
      jonas.id,
      "the first source stays",
    );
    assert.equal(again.forwarded?.words, "");
  },
);

storeTest(
  "B20 the way to the original is for those who may read it, and its place is told to nobody else",
  async () => {
    const { maya, amina, here, there, seq } = await places();
    const copy = await pass(maya, here, seq, there);
    const source = await findSource(maya, copy);
    assert.deepEqual([source?.conversation, source?.seq], [here, seq]);
    assert.equal(await findSource(amina, copy), null);
    const seen = JSON.stringify(await listMessages(amina, there));
    assert.ok(!seen.includes(here), "not even its id");
    await deleteMessage(maya, here, seq);
    assert.equal(await findSource(maya, copy), null);
    const left = await findMessage(amina, there, copy.seq);
    assert.equal(left.text, "The boat leaves at **nine**", "the copy stays");
    assert.equal(left.forwarded?.author.name, "Jonas Weber");
  },
);

storeTest(
  "B20 whoever may not read there or not write here forwards nothing",
  async () => {
    const { maya, jonas, amina, here, there, seq } = await places();
    const group = await groupOf(maya, jonas);
    await assert.rejects(pass(amina, here, seq, there), NotFound);
    await assert.rejects(pass(jonas, here, seq, there), NotFound);
    await assert.rejects(pass(maya, here, 99, there), NotFound);
    await assert.rejects(pass(maya, here, 1, there), Forbidden, "a note");
    const rights = { ...DEFAULT_RIGHTS, member: [] };
    const rules = { history: "all", slow: 0, readOnly: false } as const;
    await changeRules(maya, group.id, { ...rules, rights });
    await assert.rejects(pass(jonas, here, seq, group.id), Forbidden);
    await removeMember(maya, here, jonas.id);
    await assert.rejects(pass(jonas, here, seq, group.id), NotFound);
    await deleteMessage(maya, here, seq);
    await assert.rejects(pass(maya, here, seq, there), Forbidden);
    assert.deepEqual(await logOf(there), []);
  },
);

storeTest(
  "B20 the same form sent twice forwards once, and others' words cannot be edited",
  async () => {
    const { maya, here, there, seq } = await places();
    const onward = { conversation: there, clientId: "forward-once", words: "" };
    const from = { conversation: here, seq };
    const all = await Promise.all(
      Array.from({ length: 6 }, () => forwardMessage(maya, from, onward)),
    );
    assert.equal(new Set(all.map((one) => one.seq)).size, 1);
    await assert.rejects(
      forwardMessage(maya, from, { ...onward, words: "Other" }),
      Conflict,
    );
    assert.equal((await logOf(there)).length, 1);
    await assert.rejects(editMessage(maya, there, 1, "I said so"), Forbidden);
    await deleteMessage(maya, there, 1);
    const [left] = await logOf(there);
    assert.deepEqual(left!.body, { gone: true }, "nothing of the source stays");
  },
);

storeTest(
  "B20 polls and what is to vanish are not forwarded; whoever blocked its author sees no word of a copy",
  async () => {
    const { maya, jonas, amina, here, there, seq } = await places();
    assert.ok(mayForward({ kind: "text" }));
    assert.ok(!mayForward({ kind: "text", until: 1 }));
    assert.ok(!mayForward({ kind: "deleted" }));
    const poll = await sendMessage(maya, {
      conversation: here,
      text: "Which way?",
      clientId: "poll-of-forward",
      poll: { options: ["East", "West"] },
    });
    await assert.rejects(pass(maya, here, poll.seq, there), Forbidden);
    await keepAway(amina, jonas.id, "blocked", true);
    await pass(maya, here, seq, there, "From Jonas");
    const [row] = (await listMessages(amina, there)).messages;
    assert.equal(row!.hidden, true);
    assert.ok(!/boat|From Jonas|Weber/.test(JSON.stringify(row)));
  },
);

storeTest(
  "B20 A9 the erasure of a person takes their name from what others passed on",
  async () => {
    const { maya, jonas, amina, here, there, seq } = await places();
    const copy = await pass(maya, here, seq, there);
    assert.equal(copy.forwarded?.author.name, "Jonas Weber");
    const { user, session } = await signIn(
      { username: jonas.username, password: PASSWORD },
      { agent: "", net: "203.0.113.9" },
    ) as SignedIn;
    await askToLeave(user, session, jonas.username);
    await eraseNow(jonas.username);
    const left = await findMessage(amina, there, copy.seq);
    assert.equal(left.forwarded?.author.name, "");
    assert.equal(left.text, "The boat leaves at **nine**");
    assert.equal(await findSource(maya, copy), null);
  },
);

storeTest(
  "B20 nothing is forwarded across an encryption boundary, either way",
  async () => {
    const server = { encryption: "server" } as const;
    const sealed = { encryption: "end-to-end" } as const;
    assert.equal(crossing(server, server), null);
    assert.equal(crossing(sealed, sealed), null);
    assert.equal(crossing(sealed, server), "opens");
    assert.equal(crossing(server, sealed), "seals");
    const { maya, here, there, seq } = await places();
    const turn = async (id: string, encryption: Encryption) => {
      const one = (await read(conversations, [id]))!;
      await change((c) => c.put(conversations, [id], { ...one, encryption }));
    };
    for (const id of [here, there]) {
      await turn(id, "end-to-end");
      await assert.rejects(pass(maya, here, seq, there), Forbidden);
      await turn(id, "server");
    }
    assert.deepEqual(await logOf(there), []);
    await pass(maya, here, seq, there);
  },
);
