import { listInbox } from "@/lib/conversations/inbox.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import {
  moved,
  movePin,
  pinConversation,
  unpinConversation,
} from "@/lib/conversations/pins.ts";
import { PIN_LIMIT } from "@/lib/conversations/place_model.ts";
import { Conflict, NotFound } from "@/lib/errors.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import type { User } from "@/lib/accounts/model.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import {
  directOf,
  gatherCast,
  gatherCrowd,
  groupOf,
} from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

async function order(user: User): Promise<string[]> {
  const { rows } = await listInbox(user);
  return rows.filter((row) => row.pinned).map((row) => row.conversation.id);
}

async function groups(user: User, other: User, count: number) {
  const made = [];
  for (let i = 0; i < count; i++) made.push((await groupOf(user, other)).id);
  return made as string[];
}

storeTest(
  "D5 pinned conversations stay on top in their order, whatever comes in elsewhere",
  async () => {
    const { maya, jonas } = await gatherCast();
    const [a, b, c] = await groups(maya, jonas, 3) as [string, string, string];
    await pinConversation(maya, b);
    await pinConversation(maya, a);
    await pinConversation(maya, a);
    await sendMessage(jonas, {
      conversation: c,
      text: "New",
      clientId: "pins-test-1",
    });
    const ids = async () =>
      (await listInbox(maya)).rows.map((row) => row.conversation.id);
    assert.deepEqual(await ids(), [b, a, c]);
    await movePin(maya, a, "up");
    assert.deepEqual(await ids(), [a, b, c]);
    await movePin(maya, a, { before: "" });
    assert.deepEqual(await ids(), [b, a, c]);
    await unpinConversation(maya, b);
    assert.deepEqual(await order(maya), [a]);
    assert.deepEqual(await order(jonas), [], "they are one's own");
  },
);

storeTest(
  "D5 two devices that reorder at once end with one order that has everything",
  async () => {
    const { maya, jonas } = await gatherCast();
    const ids = await groups(maya, jonas, 6);
    for (const id of ids) await pinConversation(maya, id);
    const move = fc.record({
      id: fc.constantFrom(...ids),
      move: fc.oneof(
        fc.constantFrom("up" as const, "down" as const),
        fc.record({ before: fc.constantFrom("", ...ids, "nothing") }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { minLength: 2, maxLength: 8 }),
        async (moves) => {
          await Promise.all(
            moves.map((one) => movePin(maya, one.id, one.move)),
          );
          const now = await order(maya);
          assert.deepEqual(now.toSorted(), ids.toSorted());
          assert.deepEqual(await order(maya), now);
        },
      ),
      { numRuns: 30, endOnFailure: true },
    );
  },
);

storeTest(
  "D5 strangers cannot pin, and there is an end to pinning",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await assert.rejects(pinConversation(ravi, id), NotFound);
    await assert.rejects(pinConversation(maya, "nothing"), NotFound);
    const crowd = await gatherCrowd(PIN_LIMIT + 1);
    const made = await Promise.all(crowd.map((one) => directOf(maya, one)));
    const done = await Promise.allSettled(
      made.map((one) => pinConversation(maya, one.id)),
    );
    const refused = done.filter((one) => one.status === "rejected");
    assert.equal(refused.length, 1);
    assert.ok(refused[0]!.reason instanceof Conflict);
    assert.equal((await order(maya)).length <= PIN_LIMIT, true);
  },
);

storeTest(
  "D5 whoever leaves a pinned conversation finds neither it nor its place",
  async () => {
    const { maya, jonas } = await gatherCast();
    const [a, b] = await groups(maya, jonas, 2) as [string, string];
    await pinConversation(maya, a);
    await pinConversation(maya, b);
    await leaveConversation(maya, a);
    assert.deepEqual(await order(maya), [b]);
    await movePin(maya, b, "up");
    assert.deepEqual(await order(maya), [b]);
  },
);

Deno.test("moved() steps within the list and ignores what is not in it", () => {
  const list = ["a", "b", "c"];
  assert.deepEqual(moved(list, "a", "up"), list);
  assert.deepEqual(moved(list, "c", "down"), list);
  assert.deepEqual(moved(list, "x", "up"), list);
  assert.deepEqual(moved(list, "a", { before: "x" }), list);
  assert.deepEqual(moved(list, "a", { before: "a" }), list);
  assert.deepEqual(moved(list, "a", "down"), ["b", "a", "c"]);
  assert.deepEqual(moved(list, "c", { before: "a" }), ["c", "a", "b"]);
  assert.deepEqual(moved(list, "a", { before: "" }), ["b", "c", "a"]);
});
