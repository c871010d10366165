import assert from "node:assert/strict";
import fc from "fast-check";
import { orderReplay } from "@/lib/live/replay.ts";
import type { Happening } from "@/lib/live/events.ts";
import { added, type Client, settle, Stage } from "./stage.ts";

function stageOfAna(...conversations: string[]): Stage {
  const stage = new Stage();
  for (const one of conversations) stage.membersOf(one).add("ana");
  return stage;
}

Deno.test("a stream resumes after its cursor with exactly what was missed", async () => {
  const stage = stageOfAna("c1");
  const [first] = [1, 2, 3].map((seq) => stage.commit(added("c1", seq)));
  const ana = stage.open("ana", { cursor: first! });
  await settle();
  stage.commit(added("c1", 4));
  await settle();
  assert.deepEqual(ana.seqs(), [2, 3, 4]);
  await ana.leave();
});

Deno.test("what is committed while the replay is read comes once", async () => {
  const stage = stageOfAna("c1");
  stage.commit(added("c1", 1));
  const ana = stage.open("ana", {
    cursor: "",
    replay: async function (user, cursor) {
      stage.commit(added("c1", 2));
      await settle();
      const missed = stage.missedBy(user, cursor);
      await settle();
      stage.commit(added("c1", 3));
      await settle();
      return missed;
    },
  });
  await settle(40);
  assert.deepEqual(ana.seqs(), [1, 2, 3]);
  await ana.leave();
});

Deno.test("what the replay read before it was emitted is not sent again when it is", async () => {
  const stage = stageOfAna("c1");
  const versionstamp = stage.stamp();
  stage.store(added("c1", 1), versionstamp);
  const ana = stage.open("ana", { cursor: "" });
  await settle();
  assert.deepEqual(ana.seqs(), [1]);
  stage.hub.emit({ event: added("c1", 1), versionstamp });
  await settle();
  assert.deepEqual(ana.seqs(), [1]);
  await ana.leave();
});

Deno.test("a gap too long to replay becomes one reset, and later events come", async () => {
  const stage = stageOfAna("c1");
  const stamp = stage.commit(added("c1", 1));
  await settle();
  for (const replay of [() => null, () => "reset" as const]) {
    const ana = stage.open("ana", { cursor: "", replay });
    await settle();
    stage.commit(added("c1", 2));
    await settle();
    assert.deepEqual(ana.seen.map(({ event }) => event), ["reset", "message"]);
    assert.ok(ana.seen[0]!.id! >= stamp);
    await ana.leave();
  }
});

Deno.test("of one commit only the last event carries the cursor", async () => {
  const stage = stageOfAna("c1", "c2", "c3");
  const ana = stage.open("ana");
  await settle();
  const stamp = stage.commit(added("c1", 1), added("c2", 1), added("c3", 1));
  const next = stage.commit(added("c1", 2));
  await settle();
  assert.deepEqual(ana.seen.map(({ id }) => id), [null, null, stamp, next]);
  await ana.leave();
});

Deno.test("a cursor never passes a commit that is still to be sent", () => {
  const happening = (conversation: string, seq: number, stamp: string) => ({
    event: added(conversation, seq),
    versionstamp: stamp,
  });
  const replayed: Happening[] = [
    happening("a", 1, "05"),
    happening("a", 2, "09"),
    happening("b", 1, "03"),
    happening("b", 2, "07"),
  ];
  const live = [happening("a", 3, "08"), happening("b", 3, "10")];
  const order = orderReplay(replayed, live, { cursor: "01", latest: "10" });
  assert.deepEqual(order.map(({ id }) => id), [
    "03",
    "05",
    "07",
    null,
    "09",
    "10",
  ]);
  const early = orderReplay(replayed, [], { cursor: "01", latest: "05" });
  assert.deepEqual(early.map(({ id }) => id), ["03", "05", null, null]);
});

/** Reads for a while, cuts, comes back with its cursor; at last stays until everything is there. */
async function readInPieces(
  stage: Stage,
  cuts: readonly number[],
  seen: string[],
  written: Promise<string[]>,
): Promise<void> {
  let cursor = "";
  const take = (client: Client) => {
    cursor = client.lastId ?? cursor;
    seen.push(
      ...client.seen.map(({ about }) =>
        `${about["conversation"]} ${about["seq"]}`
      ),
    );
  };
  for (const wait of cuts) {
    const client = stage.open("ana", { cursor });
    await settle(wait);
    await client.leave();
    take(client);
  }
  const client = stage.open("ana", { cursor });
  const missing = (await written).length - seen.length;
  for (let i = 0; i < 400 && client.seen.length < missing; i++) await settle();
  // Nothing more may come.
  await settle();
  await client.leave();
  take(client);
}

Deno.test("however often a stream is cut, everything comes once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }),
      fc.array(fc.array(fc.constantFrom("c1", "c2", "c3"), { minLength: 1 }), {
        minLength: 1,
        maxLength: 25,
      }),
      async (cuts, commits) => {
        const stage = stageOfAna("c1", "c2", "c3");
        const next: Record<string, number> = {};
        const sent: string[] = [];
        const seen: string[] = [];
        const written = Promise.withResolvers<string[]>();
        const reading = readInPieces(stage, cuts, seen, written.promise);
        for (const commit of commits) {
          stage.commit(...commit.map((conversation) => {
            const seq = next[conversation] = (next[conversation] ?? 0) + 1;
            sent.push(`${conversation} ${seq}`);
            return added(conversation, seq);
          }));
          await settle(Math.random() * 3);
        }
        written.resolve(sent);
        await reading;
        assert.deepEqual(seen.toSorted(), sent.toSorted());
        for (const one of ["c1", "c2", "c3"]) {
          assert.deepEqual(
            seen.filter((row) => row.startsWith(one)),
            sent.filter((row) => row.startsWith(one)),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
});
