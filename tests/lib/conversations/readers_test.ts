import type { User } from "@/lib/accounts/model.ts";
import { changePrivacy } from "@/lib/accounts/change_privacy.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { findReadMark, listReaders } from "@/lib/conversations/readers.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { NotFound } from "@/lib/errors.ts";
import { type Happening } from "@/lib/live/events.ts";
import { hub } from "@/lib/live/hub.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import {
  again,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

async function write(user: User, conversation: string) {
  const text = "Who has read this?";
  const clientId = crypto.randomUUID();
  return (await sendMessage(user, { conversation, text, clientId })).seq;
}

async function readersOf(user: User, id: string, seq: number) {
  const found = await listReaders(user, id, seq);
  return found.map(({ profile }) => profile.username);
}

storeTest(
  "B4 the sender lists who has read a message, latest first, and not oneself",
  async () => {
    const { maya, jonas, amina, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas, amina, ravi);
    const seq = await write(maya, group.id);
    assert.deepEqual(await readersOf(maya, group.id, seq), []);
    assert.equal(await findReadMark(maya, group.id), 0);
    await readUpTo(jonas, group.id, seq);
    await new Promise((later) => setTimeout(later, 3));
    await readUpTo(amina, group.id, seq);
    await readUpTo(ravi, group.id, seq - 1);
    assert.deepEqual(await readersOf(maya, group.id, seq), ["amina", "jonas"]);
    assert.deepEqual(await readersOf(jonas, group.id, seq), ["amina", "maya"]);
    assert.equal(await findReadMark(maya, group.id), seq);
  },
);

storeTest(
  "B4 a reader who opts out never appears, what was read before included, and sees nobody",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    const seq = await write(maya, group.id);
    await readUpTo(jonas, group.id, seq);
    await readUpTo(amina, group.id, seq);
    assert.equal((await readersOf(maya, group.id, seq)).length, 2);
    await changePrivacy(jonas, { shareReceipts: false, shareTyping: true });
    assert.deepEqual(await readersOf(maya, group.id, seq), ["amina"]);
    const jonasNow = await again(jonas);
    assert.deepEqual(await readersOf(jonasNow, group.id, seq), []);
    assert.equal(await findReadMark(jonasNow, group.id), 0);
    const next = await write(maya, group.id);
    await readUpTo(jonasNow, group.id, next);
    assert.deepEqual(await readersOf(maya, group.id, next), []);
    assert.equal(
      await findReadMark(maya, group.id),
      seq,
      "Amina's, not Jonas's",
    );
    await changePrivacy(jonasNow, { shareReceipts: true, shareTyping: true });
    assert.deepEqual(await readersOf(maya, group.id, next), ["jonas"]);
  },
);

storeTest(
  "B4 no live receipt goes out for who opted out; their own other screens still learn of it",
  async () => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const seen: Happening["event"][] = [];
    for (const user of [maya, jonas]) {
      const listener = {
        kind: "live" as const,
        session: `session of ${user.username}`,
        user: user.id,
        conversations: new Set<string>(),
        deliver: ({ happening }: { happening: Happening }) => {
          seen.push(happening.event);
        },
        follows: () => true,
        left: () => {},
        end: () => {},
      };
      hub.add(listener);
      if (user === maya) hub.join(listener, group.id);
    }
    const kinds = () => seen.splice(0).map(({ type }) => type);
    const first = await write(maya, group.id);
    kinds();
    await readUpTo(jonas, group.id, first);
    assert.deepEqual(kinds().sort(), ["read-elsewhere", "receipt"]);
    await changePrivacy(jonas, { shareReceipts: false, shareTyping: true });
    const next = await write(maya, group.id);
    kinds();
    await readUpTo(await again(jonas), group.id, next);
    assert.deepEqual(kinds(), ["read-elsewhere"]);
    for (
      const { session } of [maya, jonas].map(({ username }) => ({
        session: `session of ${username}`,
      }))
    ) for (const one of hub.ofSession(session)) hub.remove(one);
  },
);

storeTest("B4 readers are found in a group of any size", async () => {
  const { maya } = await gatherCast();
  const crowd = await gatherCrowd(400);
  const group = await createConversation(maya, {
    kind: "group",
    members: crowd,
    name: "Everybody",
    description: "",
  });
  const seq = await write(maya, group.id);
  const odd = crowd.filter((_, i) => i % 2 === 1);
  await Promise.all(odd.map((one) => readUpTo(one, group.id, seq)));
  assert.deepEqual(
    (await readersOf(maya, group.id, seq)).sort(),
    odd.map(({ username }) => username).sort(),
  );
});

storeTest("B4 strangers are told nothing about readers", async () => {
  const { maya, jonas, ravi } = await gatherCast();
  const group = await groupOf(maya, jonas);
  const seq = await write(maya, group.id);
  await readUpTo(jonas, group.id, seq);
  await assert.rejects(listReaders(ravi, group.id, seq), NotFound);
  await assert.rejects(readUpTo(ravi, group.id, seq), NotFound);
});
