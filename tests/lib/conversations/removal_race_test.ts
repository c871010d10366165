/** What a removed member could still do in the very moment of removal. */
import { listEntries } from "@/lib/conversations/entries.ts";
import { listReaders } from "@/lib/conversations/readers.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { NotFound } from "@/lib/errors.ts";
import { Store, withStore } from "@/lib/kv/store.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import assert from "node:assert/strict";
import { gatherCast, groupOf } from "../../support/people.ts";
import { otherProcess, storeTest } from "../../support/store.ts";

storeTest("C2 a removed person's next send fails", async () => {
  const { maya, jonas } = await gatherCast();
  const group = await groupOf(maya, jonas);
  const draft = { conversation: group.id, text: "Hi", clientId: "jonas-001" };
  await sendMessage(jonas, draft);
  await removeMember(maya, group.id, jonas.id);
  await assert.rejects(
    sendMessage(jonas, { ...draft, clientId: "jonas-002" }),
    NotFound,
  );
  await assert.rejects(sendMessage(jonas, draft), NotFound, "and a re-send");
  await assert.rejects(readUpTo(jonas, group.id, 2), NotFound);
});

for (const where of ["this process", "another process"] as const) {
  storeTest(
    `C2 of sixteen sends that race a removal none from ${where} lands after it`,
    async (store) => {
      const { maya, jonas } = await gatherCast();
      const there = where === "this process" ? store : otherProcess(store);
      for (let round = 0; round < 12; round++) {
        const group = await groupOf(maya, jonas);
        let accepted = 0;
        const send = (i: number) =>
          withStore(there, async () => {
            try {
              await sendMessage(jonas, {
                conversation: group.id,
                text: `Number ${i}`,
                clientId: `race-${round}-${i}`,
              });
              accepted++;
            } catch (error) {
              assert.ok(error instanceof NotFound, String(error));
            }
          });
        const sends = Array.from({ length: 16 }, (_, i) => i);
        const first = sends.slice(0, round).map(send);
        const removal = removeMember(maya, group.id, jonas.id);
        await Promise.all([...first, ...sends.slice(round).map(send), removal]);
        const entries = await listEntries(group.id, { limit: 99 });
        const end = entries.at(-1)!;
        assert.deepEqual(end.body, {
          note: { what: "removed", name: "Jonas Weber" },
        });
        assert.equal(
          entries.length,
          accepted + 2,
          "what was accepted is there",
        );
        assert.deepEqual(
          entries.map(({ seq }) => seq),
          entries.map((_, i) => i + 1),
        );
      }
    },
  );
}

/** A store that does something just before it reads a row of one family. */
class Interrupted extends Store {
  before: { family: string; run: () => Promise<void> } | undefined;

  override async get<T>(key: Deno.KvKey): Promise<Deno.KvEntryMaybe<T>> {
    const interruption = this.before;
    if (interruption && key[0] === interruption.family) {
      this.before = undefined;
      await interruption.run();
    }
    return await super.get<T>(key);
  }
}

for (const family of ["tip", "client_id", "conversation", "member"]) {
  storeTest(
    `C2 a removal elsewhere, just before a send reads its ${family} row, ends the send`,
    async (store) => {
      const { maya, jonas } = await gatherCast();
      const group = await groupOf(maya, jonas);
      const mine = new Interrupted(store.kv, store.sealing, store.limits);
      mine.before = {
        family,
        run: () =>
          withStore(store, () => removeMember(maya, group.id, jonas.id)),
      };
      const send = withStore(mine, () =>
        sendMessage(jonas, {
          conversation: group.id,
          text: "Too late",
          clientId: "too-late-1",
        }));
      if (family === "reading") {
        // A send reads no such row, so nothing came between.
        await send;
        return;
      }
      await assert.rejects(send, NotFound);
      const [last] = await listEntries(group.id, { limit: 1, reverse: true });
      assert.equal(last!.kind, "note");
    },
  );
}

for (const family of ["reading", "tip", "conversation", "member"]) {
  storeTest(
    `B4 a removal elsewhere, just before a receipt reads its ${family} row, leaves no receipt`,
    async (store) => {
      const { maya, jonas, amina } = await gatherCast();
      const group = await groupOf(maya, jonas, amina);
      await sendMessage(amina, {
        conversation: group.id,
        text: "Read me",
        clientId: "read-me-1",
      });
      const mine = new Interrupted(store.kv, store.sealing, store.limits);
      mine.before = {
        family,
        run: () =>
          withStore(store, () => removeMember(maya, group.id, jonas.id)),
      };
      await withStore(mine, () => readUpTo(jonas, group.id, 2)).catch(
        (error) => assert.ok(error instanceof NotFound),
      );
      if (mine.before) return;
      const readers = await listReaders(amina, group.id, 2);
      assert.deepEqual(readers.map(({ profile }) => profile.username), [
        "maya",
      ]);
    },
  );
}

storeTest(
  "C3 a renaming elsewhere at the same moment is not undone by a removal",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const group = await groupOf(maya, jonas);
    const mine = new Interrupted(store.kv, store.sealing, store.limits);
    mine.before = {
      family: "tip",
      run: () =>
        withStore(store, () =>
          describeConversation(jonas, group.id, {
            name: "Renamed",
            description: "",
          })),
    };
    await withStore(mine, () => removeMember(maya, group.id, jonas.id));
    const { conversation } = await findConversation(maya, group.id);
    assert.equal(conversation.name, "Renamed");
    assert.equal(conversation.memberCount, 1);
  },
);
