import assert from "node:assert/strict";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { changeRules } from "@/lib/conversations/change_rules.ts";
import { DEFAULT_RIGHTS } from "@/lib/conversations/rights_model.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { withStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { listPinned } from "@/lib/messages/list_pinned.ts";
import { pinMessage, unpinMessage } from "@/lib/messages/pin.ts";
import { PINNED_LIMIT } from "@/lib/messages/pinned_model.ts";
import { react } from "@/lib/messages/react.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import type { User } from "@/lib/accounts/model.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, otherProcess, storeTest } from "@/tests/support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

const pinnedBy = async (user: User, id: string) =>
  (await listPinned(user, id)).map(({ message, by }) => [message.seq, by.name]);

const notesOf = async (id: string) =>
  (await logOf(id)).flatMap(({ body }) =>
    "note" in body && body.note.what === "pinned" ? [body.note.seq] : []
  );

storeTest(
  "D8 a pinned message stands in the list and says so; a line tells who pinned it; twice is once",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "The code of the gate is on the key");
    assert.deepEqual(await listPinned(maya, id), []);
    await react(maya, id, seq, "👍", true);
    await pinMessage(jonas, id, seq);
    await pinMessage(maya, id, seq);
    assert.deepEqual(await pinnedBy(maya, id), [[seq, "Jonas Weber"]]);
    assert.deepEqual(await notesOf(id), [seq]);
    const shown = await findMessage(maya, id, seq);
    assert.equal(shown.pinned, true);
    assert.equal(shown.reactions?.[0]?.count, 1, "the rest stays");
    for (const deed of [pinMessage, unpinMessage]) {
      await assert.rejects(deed(amina, id, seq), NotFound);
      await assert.rejects(deed(maya, id, 99), NotFound);
    }
    await assert.rejects(listPinned(amina, id), NotFound);
    await assert.rejects(pinMessage(maya, id, seq + 1), Forbidden, "a note");
    await unpinMessage(maya, id, seq);
    await unpinMessage(maya, id, seq);
    assert.deepEqual(await pinnedBy(maya, id), []);
    assert.equal((await findMessage(maya, id, seq)).pinned, undefined);
    assert.deepEqual(await notesOf(id), [seq], "no line for unpinning");
  },
);

storeTest(
  "D8 the 101st pin is refused, also of twelve in two processes at once",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const seqs: number[] = [];
    for (let i = 0; i < PINNED_LIMIT + 8; i++) {
      seqs.push((await say(maya, id, `Rule ${i}`)).seq);
    }
    const there = otherProcess(store);
    for (const seq of seqs.slice(0, PINNED_LIMIT - 4)) {
      await pinMessage(maya, id, seq);
    }
    const outcomes = await Promise.allSettled(
      seqs.slice(PINNED_LIMIT - 4).map((seq, i) =>
        i % 2
          ? withStore(there, () => pinMessage(jonas, id, seq))
          : pinMessage(maya, id, seq)
      ),
    );
    const refused = outcomes.flatMap((one) =>
      one.status === "rejected" ? [one.reason] : []
    );
    assert.equal(refused.length, 8);
    assert.ok(refused.every((why) => why instanceof Conflict), `${refused}`);
    assert.equal((await listPinned(maya, id)).length, PINNED_LIMIT);
    assert.equal((await notesOf(id)).length, PINNED_LIMIT);
    await unpinMessage(maya, id, seqs[0]!);
    await pinMessage(maya, id, seqs.at(-1)!).catch(() => {});
    assert.equal((await listPinned(maya, id)).length, PINNED_LIMIT);
  },
);

storeTest(
  "D8 C4 who may not pin is refused, and a group laid to rest keeps its list as it is",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const { seq } = await say(maya, id, "Meet at the pier");
    const rules = { history: "all" as const, slow: 0, readOnly: false };
    const rights = { moderator: [], member: ["post" as const], guest: [] };
    await changeRules(maya, id, { ...rules, rights });
    await assert.rejects(pinMessage(jonas, id, seq), Forbidden);
    await pinMessage(maya, id, seq);
    await assert.rejects(unpinMessage(jonas, id, seq), Forbidden);
    await changeRules(maya, id, { ...rules, rights, readOnly: true });
    await assert.rejects(unpinMessage(maya, id, seq), Forbidden);
    assert.equal((await listPinned(jonas, id)).length, 1);
  },
);

storeTest(
  "D8 deleting a message drops its pin, and a race of both leaves no pin of a deleted one",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (let round = 0; round < 8; round++) {
      const { seq } = await say(maya, id, "Soon gone");
      if (round === 0) await pinMessage(jonas, id, seq);
      const there = otherProcess(store);
      await Promise.allSettled([
        withStore(there, () => pinMessage(jonas, id, seq)),
        deleteMessage(maya, id, seq),
      ]);
      assert.equal((await findMessage(maya, id, seq)).pinned, undefined);
    }
    assert.deepEqual(await listPinned(maya, id), []);
    const rows = await openedRows(store);
    assert.deepEqual(rows.filter(({ family }) => family === "pinned"), []);
  },
);

storeTest(
  "D8 newcomers who read from joining do not see older pins",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas);
    const rights = DEFAULT_RIGHTS;
    const rules = { slow: 0, readOnly: false, rights };
    await changeRules(maya, id, { ...rules, history: "joining" });
    const old = await say(maya, id, "From before");
    await pinMessage(maya, id, old.seq);
    await addMembers(maya, id, [amina]);
    const later = await say(maya, id, "From after");
    await pinMessage(maya, id, later.seq);
    assert.equal((await listPinned(jonas, id)).length, 2);
    assert.deepEqual(await pinnedBy(amina, id), [[later.seq, "Maya Lind"]]);
    await assert.rejects(unpinMessage(amina, id, old.seq), NotFound);
  },
);

storeTest(
  "D8 open streams and those that come back learn of pinning and unpinning",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(maya, id, "To keep");
    await overhear(jonas, [id], async (heard) => {
      await say(maya, id, "Mark");
      const since = heard.at(-1)!.versionstamp!;
      await pinMessage(maya, id, seq);
      await Promise.resolve();
      const told = heard.slice(1).map(({ event }) => event.type).sort();
      assert.deepEqual(told, [
        "conversation-changed",
        "message-changed",
        "note-added",
      ]);
      const missed = (await listMissedBy(jonas.id, since))!;
      const row = missed.flatMap(({ event }) =>
        event.type === "message-changed" ? [event.message] : []
      );
      assert.deepEqual(row.map((one) => [one.seq, one.pinned]), [[seq, true]]);
      assert.ok(missed.some(({ event }) => event.type === "note-added"));
      await unpinMessage(maya, id, seq);
      const [last] = (await listMissedBy(jonas.id, since))!.flatMap((
        { event },
      ) => event.type === "message-changed" ? [event.message] : []);
      assert.equal(last!.pinned, undefined);
    });
  },
);
