import type { User } from "@/lib/accounts/model.ts";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { describeConversation } from "@/lib/conversations/describe.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Problem } from "@/lib/errors.ts";
import type { Happening } from "@/lib/live/events.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { listMissedBy, replayMissed } from "@/lib/messages/replay.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { onNewStore, storeTest } from "../../support/store.ts";
import { overhear, say } from "./_talk.ts";

const START = "0".repeat(20);

/** One line per happening that a replay is about: what, where, which, when, and as it stands. */
function lineOf({ event, versionstamp }: Happening): string {
  switch (event.type) {
    case "message-added":
    case "message-changed":
      return `${event.type} ${event.message.seq} at ${versionstamp}: ${event.message.kind} ${event.message.text}`;
    case "note-added":
      return `note ${event.entry.seq} at ${versionstamp}`;
    case "member-added":
      return `came in at ${versionstamp}`;
    default:
      return "";
  }
}

const placeOf = ({ event }: Happening) =>
  "conversation" in event.audience ? event.audience.conversation : "";

/** What a stream that never broke got in one conversation after the cut, each thing once and as it stands now. */
function expected(heard: readonly Happening[], user: User, cut: string) {
  const last = heard.findLastIndex(({ event }) =>
    event.type === "member-added" && event.user === user.id
  );
  const since = heard.slice(Math.max(0, last))
    .filter(({ versionstamp }) => versionstamp! > cut);
  const lines = new Map<string, string>();
  for (const happening of since) {
    const { event } = happening;
    if (event.type === "member-added") {
      if (event.user === user.id) lines.set("came in", lineOf(happening));
    } else if (event.type === "note-added" || event.type === "message-added") {
      const { seq } = event.type === "note-added" ? event.entry : event.message;
      lines.set(`${seq}`, lineOf(happening));
    } else if (event.type === "message-changed") {
      const key = `${event.message.seq}`;
      const before = lines.get(key);
      if (before?.startsWith("message-added")) {
        // Replayed as new, with the text of now.
        const { kind, text } = event.message;
        lines.set(key, `${before.split(":")[0]}: ${kind} ${text}`);
      } else {
        lines.delete(key);
        lines.set(key, lineOf(happening));
      }
    }
  }
  return [...lines.values()];
}

type Step =
  | { do: "say" | "edit" | "delete"; who: number; where: number; which: number }
  | { do: "describe" | "join" | "part"; where: number; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom("say", "say", "edit", "delete"),
      who: fc.nat(2),
      where: fc.nat(2),
      which: fc.nat(30),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("describe", "join", "part"),
      where: fc.nat(1),
      which: fc.nat(9),
    }),
  },
);

Deno.test("listMissedBy() gives exactly what a broken stream missed, once, in order, whatever happened and wherever it was cut", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      // Steps of one inner list happen at once and share commits.
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), {
        minLength: 5,
        maxLength: 30,
      }),
      fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      (steps, cuts) =>
        onNewStore(async () => {
          const { maya, jonas, amina } = await gatherCast();
          const places: string[] = [];
          const people = [maya, jonas, amina];
          const perform = async (one: Step) => {
            const id = places[one.where]!;
            try {
              switch (one.do) {
                case "say":
                  return await say(people[one.who]!, id, `Line ${one.which}`);
                case "edit":
                  return await editMessage(
                    people[one.who]!,
                    id,
                    one.which,
                    `Edited ${crypto.randomUUID()}`,
                  );
                case "delete":
                  return await deleteMessage(people[one.who]!, id, one.which);
                case "describe":
                  return await describeConversation(maya, id, {
                    name: `Name ${one.which}`,
                    description: `About ${one.which % 3}`,
                  });
                case "join":
                  return await addMembers(maya, id, [jonas]);
                case "part":
                  return await (one.which % 2
                    ? removeMember(maya, id, jonas.id)
                    : leaveConversation(jonas, id));
              }
            } catch (error) {
              // Not there, not his: such a step is none.
              if (!(error instanceof Problem)) throw error;
            }
          };
          await overhear(jonas, [], async (heard) => {
            await overhear(maya, [], async (all) => {
              for (
                const made of [
                  groupOf(maya, jonas, amina),
                  groupOf(maya, amina),
                  directOf(maya, amina),
                ]
              ) places.push((await made).id);
              for (const some of steps) await Promise.all(some.map(perform));
              await new Promise((later) => setTimeout(later));
              const stamps = all.map(({ versionstamp }) => versionstamp!);
              for (
                const cut of [
                  START,
                  ...cuts.map((n) => stamps[n % stamps.length] ?? START),
                ]
              ) {
                const missed = await listMissedBy(jonas.id, cut);
                assert.ok(missed);
                const stampsOf = missed.map((one) => one.versionstamp!);
                assert.deepEqual(stampsOf, [...stampsOf].sort());
                for (const place of places) {
                  const mine = heard.filter((one) => placeOf(one) === place);
                  const parted = mine.findLastIndex(({ event }) =>
                    event.type === "member-removed" && event.user === jonas.id
                  );
                  const joined = mine.findLastIndex(({ event }) =>
                    event.type === "member-added" && event.user === jonas.id
                  );
                  const wanted = parted > joined
                    ? []
                    : expected(mine, jonas, cut);
                  assert.deepEqual(
                    missed.filter((one) => placeOf(one) === place).map(lineOf),
                    wanted,
                  );
                  compared += wanted.length;
                }
              }
            });
          });
        }),
    ),
    { numRuns: 60, endOnFailure: true },
  );
  assert.ok(compared > 500, `${compared} happenings were compared`);
});

storeTest(
  "listMissedBy() tells an edit of the newest message from a new message",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await overhear(jonas, [id], async (heard) => {
      const { seq } = await say(maya, id, "Ferry at eight");
      await say(maya, id, "Pier 3");
      const cut = heard.at(-1)!.versionstamp!;
      assert.deepEqual(await listMissedBy(jonas.id, cut), []);
      await editMessage(maya, id, seq + 1, "Pier 4");
      await editMessage(maya, id, seq, "Ferry at nine");
      await deleteMessage(maya, id, seq + 1);
      await say(jonas, id, "Which pier?");
      const missed = (await listMissedBy(jonas.id, cut))!;
      assert.deepEqual(
        missed.map(({ event }) => [
          event.type,
          "message" in event && [event.message.seq, event.message.text],
        ]),
        [
          ["message-changed", [seq, "Ferry at nine"]],
          ["message-changed", [seq + 1, ""]],
          ["message-added", [seq + 2, "Which pier?"]],
        ],
      );
    });
  },
);

storeTest(
  "listMissedBy() tells the heir of a group nothing twice",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    await overhear(jonas, [group.id], async (heard) => {
      await say(maya, group.id, "I am going");
      const cut = heard.at(-1)!.versionstamp!;
      await say(amina, group.id, "So soon?");
      await leaveConversation(maya, group.id);
      const missed = (await listMissedBy(jonas.id, cut))!;
      assert.deepEqual(missed.map(({ event }) => event.type), [
        "message-added",
        "note-added",
        "note-added",
      ]);
    });
  },
);

storeTest(
  "listMissedBy() gives up rather than forget when a few messages were edited very often",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (let i = 1; i <= 8; i++) await say(maya, id, `Line ${i}`);
    await overhear(jonas, [id], async (heard) => {
      await editMessage(maya, id, 8, "Cut here");
      const cut = heard.at(-1)!.versionstamp!;
      await editMessage(maya, id, 1, "Edited once, long ago");
      for (let seq = 2; seq <= 7; seq++) {
        for (let n = 0; n < 90; n++) {
          await editMessage(maya, id, seq, `Edit ${n}`);
        }
      }
      const missed = await listMissedBy(jonas.id, cut);
      if (missed !== null) {
        assert.equal(missed.length, 7);
      }
    });
  },
);

storeTest(
  "replayMissed() asks for the page anew when too much was missed, and nobody's account misses nothing",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await Promise.all(
      Array.from({ length: 501 }, (_, i) => say(maya, id, `${i}`)),
    );
    assert.equal(await replayMissed(jonas.id, START), "reset");
    assert.deepEqual(await listMissedBy("nobody", START), []);
  },
);
