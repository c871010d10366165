import { Conflict, NotFound, type Problem } from "@/lib/errors.ts";
import { withStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { onNewStore, otherProcess, storeTest } from "../../support/store.ts";
import { logOf, overhear, say } from "./_talk.ts";

storeTest(
  "sendMessage() stores what was written and tells the others once",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await overhear(jonas, [id], async (heard) => {
      const shown = await say(maya, id, "The **ferry** leaves at 8");
      assert.equal(shown.seq, 1);
      assert.equal(shown.html, "<p>The <strong>ferry</strong> leaves at 8</p>");
      assert.equal(shown.author.name, "Maya Lind");
      assert.equal(shown.previous, null);
      await Promise.resolve();
      assert.deepEqual(heard.map(({ event }) => event.type), ["message-added"]);
      const [{ event }] = heard as [typeof heard[0]];
      assert.ok(event.type === "message-added");
      assert.deepEqual(event.message, shown);
    });
    const second = await say(jonas, id, "Thanks");
    assert.equal(second.previous?.author, maya.id);
    assert.ok(second.previous.at <= second.at);
  },
);

storeTest(
  "B5 the same client id sent sixteen times at once gives one message and one answer",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await overhear(jonas, [id], async (heard) => {
      const answers = await Promise.all(
        Array.from({ length: 16 }, () => say(maya, id, "Once", "the-same-id")),
      );
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal((await logOf(id)).length, 1);
      assert.equal(heard.length, 1);
    });
  },
);

storeTest(
  "B5 the same client id sent through two processes at once gives one message",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const there = otherProcess(store);
    for (let round = 0; round < 10; round++) {
      const { id } = await groupOf(maya, jonas);
      const answers = await Promise.all(Array.from(
        { length: 16 },
        (_, i) =>
          withStore(
            i % 2 ? store : there,
            () => say(maya, id, "Once", "same-id-1"),
          ),
      ));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal((await logOf(id)).length, 2);
    }
  },
);

storeTest(
  "B5 a used client id with another text is a conflict that names the message",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await say(maya, id, "Ferry at eight", "used-once");
    await assert.rejects(
      say(maya, id, "Ferry at nine", "used-once"),
      (error) => {
        assert.ok(error instanceof Conflict);
        assert.deepEqual((error as Problem).sentence.values, { seq: 1 });
        return true;
      },
    );
    // An id belongs to its author and its conversation.
    assert.equal((await say(jonas, id, "Ferry at ten", "used-once")).seq, 2);
    const group = await groupOf(maya, jonas);
    assert.equal((await say(maya, group.id, "Hello", "used-once")).seq, 2);
  },
);

storeTest(
  "B5 a late re-send answers with the message as it is now: edited, or what deleting left",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await say(maya, id, "Ferry at eight", "late-resend");
    await editMessage(maya, id, 1, "Ferry at nine");
    const edited = await say(maya, id, "Ferry at eight", "late-resend");
    assert.equal(edited.text, "Ferry at nine");
    await deleteMessage(maya, id, 1);
    const left = await say(maya, id, "Ferry at eight", "late-resend");
    assert.deepEqual([left.kind, left.text, left.html], ["deleted", "", ""]);
    assert.equal((await logOf(id)).length, 1);
  },
);

storeTest(
  "sendMessage() knows no strangers and no conversation that is not there",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    for (const place of [id, crypto.randomUUID(), "", "x".repeat(900)]) {
      await assert.rejects(say(ravi, place, "Hello?"), NotFound);
    }
    assert.deepEqual(await logOf(id), []);
  },
);

storeTest(
  "sendMessage() keeps the order of the log when the clock steps back",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const now = Date.now;
    try {
      await say(maya, id, "Before");
      Date.now = () => now() - 3_600_000;
      await say(jonas, id, "After");
    } finally {
      Date.now = now;
    }
    const [before, after] = await logOf(id);
    assert.ok(before!.at <= after!.at);
  },
);

storeTest(
  "B5 eight senders with 200 messages each leave no gap, no double, and each sender's own order",
  async () => {
    const { maya, jonas, amina, ravi, noor } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina, ravi, noor);
    const senders = [maya, jonas, amina, ravi, noor, maya, jonas, amina];
    await overhear(ravi, [id], async (heard) => {
      await Promise.all(senders.map(async (sender, s) => {
        for (let i = 0; i < 200; i++) {
          await say(sender, id, `${s} ${i}`, `sender-${s}-${i}`);
        }
      }));
      await Promise.resolve();
      const log = (await logOf(id)).slice(1);
      assert.equal(log.length, 1_600);
      assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i + 2));
      const texts = log.map(({ body }) => "text" in body ? body.text : "");
      for (const s of senders.keys()) {
        const own = texts.filter((text) => text.startsWith(`${s} `));
        assert.deepEqual(own, own.map((_, i) => `${s} ${i}`));
      }
      const told = heard.map(({ event }) =>
        event.type === "message-added" ? event.message.seq : 0
      );
      assert.deepEqual(
        told,
        log.map(({ seq }) => seq),
        "told in that order too",
      );
    });
  },
);

Deno.test("B5 whatever is sent, sent again and sent at once over two processes, numbers have no gap and ids no double", async () => {
  const one = fc.record({
    who: fc.nat(1),
    id: fc.nat(11),
    text: fc.constantFrom("a", "b"),
    process: fc.boolean(),
  });
  const history = fc.array(fc.array(one, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(history, (steps) =>
      onNewStore(async (store) => {
        const { maya, jonas } = await gatherCast();
        const there = otherProcess(store);
        const { id: conversation } = await directOf(maya, jonas);
        const answered = new Map<string, { seq: number; text: string }>();
        const refused: { key: string; text: string }[] = [];
        for (const some of steps) {
          await Promise.all(some.map(async ({ who, id, text, process }) => {
            const sender = [maya, jonas][who]!;
            const key = `${who} client-${id}`;
            const draft = { conversation, text, clientId: `client-${id}` };
            try {
              const { seq } = await withStore(
                process ? there : store,
                () => sendMessage(sender, draft),
              );
              const before = answered.get(key);
              if (before) assert.deepEqual(before, { seq, text });
              answered.set(key, { seq, text });
            } catch (error) {
              if (!(error instanceof Conflict)) throw error;
              refused.push({ key, text });
            }
          }));
        }
        for (const { key, text } of refused) {
          assert.notEqual(answered.get(key)?.text, text);
        }
        const log = await logOf(conversation);
        assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i + 1));
        assert.deepEqual(
          log.map(({ seq }) => seq),
          [...answered.values()].map(({ seq }) => seq).sort((a, b) => a - b),
        );
      })),
    { numRuns: 40, endOnFailure: true },
  );
});
