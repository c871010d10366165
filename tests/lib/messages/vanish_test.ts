import assert from "node:assert/strict";
import { vanishings } from "@/lib/conversations/_keys.ts";
import { entries } from "@/lib/conversations/entries.ts";
import { setTimer } from "@/lib/conversations/set_timer.ts";
import { NotFound } from "@/lib/errors.ts";
import { list, read } from "@/lib/kv/read.ts";
import { Store, withStore } from "@/lib/kv/store.ts";
import { tallies } from "@/lib/messages/_keys.ts";
import { findMessage, listMessages } from "@/lib/messages/find.ts";
import { repliesOf } from "@/lib/messages/model.ts";
import { listMissedBy } from "@/lib/messages/replay.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sweepVanished } from "@/lib/messages/vanish.ts";
import { atTime } from "@/tests/support/clock.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import {
  familiesHolding,
  otherProcess,
  storeTest,
} from "@/tests/support/store.ts";
import { doDue } from "@/tests/support/vanishing.ts";
import { logOf, overhear, say } from "./_talk.ts";

const HOUR = 3_600_000;
const sweep = () => doDue("vanish", "message-deleted");

/** Seqs that a stream was told are gone. */
const goneIn = (heard: readonly { event: { type: string } }[]) =>
  heard.flatMap(({ event }) =>
    event.type === "messages-removed"
      ? (event as unknown as { seqs: number[] }).seqs
      : []
  );

storeTest(
  "B15 open streams and those that come back hear what is gone, and the row behind it begins the day",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await setTimer(maya, id, 60);
    const first = await say(maya, id, "whale one");
    const second = await say(maya, id, "whale two");
    await setTimer(maya, id, 0);
    const stays = await say(maya, id, "heron");
    const cursor = (await lastStamp(id))!;
    await atTime(HOUR + 20_000, async () => {
      await overhear(jonas, [id], async (heard) => {
        await sweep();
        assert.deepEqual(goneIn(heard), [first.seq, second.seq]);
        const again = heard.flatMap(({ event }) =>
          event.type === "message-changed" ? [event.message] : []
        );
        // The note that the timer is off stands behind them, as the page shows it now.
        assert.equal(again.length, 1);
        const page = await listMessages(jonas, id);
        const row = page.messages.find(({ seq }) => seq === again[0]!.seq);
        assert.deepEqual(again[0]!.previous, row?.previous);
      });
      const missed = await listMissedBy(jonas.id, cursor);
      assert.deepEqual(goneIn(missed!).sort(), [first.seq, second.seq]);
      const log = await logOf(id);
      assert.deepEqual(log.map(({ seq }) => seq), [1, 4, stays.seq]);
      // Numbers go on where they were.
      assert.equal((await say(jonas, id, "next")).seq, stays.seq + 1);
    });
  },
);

/** A store whose process dies when it begins one commit more than it is given. */
class Mortal extends Store {
  readonly died = Promise.withResolvers<"died">();
  constructor(store: Store, public commits: number) {
    super(store.kv, store.sealing, store.limits);
  }
  override commit(...write: Parameters<Store["commit"]>) {
    if (this.commits-- > 0) return super.commit(...write);
    this.died.resolve("died");
    return new Promise<never>(() => {});
  }
}

async function lastStamp(id: string): Promise<string | undefined> {
  let stamp: string | undefined;
  for await (const { versionstamp } of list(entries, [id])) {
    stamp = versionstamp;
  }
  return stamp;
}

storeTest(
  "B15 a late re-send brings nothing back, and edits and reads of what is over find nothing",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await setTimer(maya, id, 60);
    const draft = { conversation: id, text: "whale", clientId: "sent-once" };
    const { seq } = await sendMessage(maya, draft);
    for (const after of [HOUR + 1, HOUR + 20_000]) {
      await atTime(after, async () => {
        if (after > HOUR + 1) await sweep();
        const again = await sendMessage(maya, draft);
        assert.equal(again.seq, seq);
        assert.equal(again.kind, "deleted");
        await assert.rejects(
          editMessage(maya, id, seq, "whale again"),
          NotFound,
        );
        await assert.rejects(findMessage(jonas, id, seq), NotFound);
      });
    }
    assert.deepEqual(await familiesHolding(store, "whale"), []);
  },
);

storeTest(
  "B15 what began a thread stays without its words until the last answer is gone",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await setTimer(maya, id, 60);
    const { seq: root } = await say(maya, id, "root");
    const answer = (text: string) =>
      sendMessage(jonas, {
        conversation: id,
        text,
        clientId: `answer-${text}`,
        thread: root,
      });
    await answer("one");
    await setTimer(maya, id, 120);
    await answer("two");
    await atTime(HOUR + 20_000, async () => {
      await sweep();
      const { kind, thread } = await findMessage(jonas, id, root);
      assert.equal(kind, "deleted");
      assert.equal(thread && repliesOf(thread), 1);
      const tally = await read(tallies, [id, root]);
      assert.deepEqual(
        [tally?.thread?.count, tally?.thread?.gone],
        [2, 1],
      );
    });
    await atTime(2 * HOUR + 20_000, async () => {
      await sweep();
      assert.equal(await read(entries, [id, root]), null);
      assert.equal(await read(tallies, [id, root]), null);
    });
  },
);

storeTest(
  "B15 many in one moment go in small writes, whichever of two instances comes first, and a crash between two of them is made good",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const ids = [
      (await directOf(maya, jonas)).id,
      (await groupOf(maya, amina)).id,
    ];
    for (const id of ids) {
      await setTimer(maya, id, 60);
      for (let i = 0; i < 150; i++) await say(maya, id, `whale ${i}`);
    }
    await atTime(HOUR + 20_000, async () => {
      const job = { kind: "vanish", due: Date.now() } as const;
      const { signal } = new AbortController();
      const left = () =>
        Array.fromAsync(list(vanishings, [])).then((rows) => rows.length);
      const seen: number[] = [];
      for (let life = 0; life < 3; life++) {
        const mortal = new Mortal(store, 1);
        await Promise.race([
          withStore(mortal, () => sweepVanished(job, signal)),
          mortal.died.promise,
        ]);
        seen.push(await left());
      }
      assert.ok(seen[0]! < 300 && seen[2]! > 0, `in the middle: ${seen}`);
      for (const id of ids) {
        const texts = (await logOf(id)).filter(({ kind }) => kind === "text");
        assert.deepEqual(texts, [], "nobody reads what is still to be swept");
      }
      const other = otherProcess(store);
      await Promise.all([
        sweepVanished(job, signal),
        withStore(other, () => sweepVanished(job, signal)),
      ]);
      await other.idle();
      assert.equal(await left(), 0);
      assert.deepEqual(await familiesHolding(store, "whale"), []);
    });
  },
);
