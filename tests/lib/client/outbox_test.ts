import assert from "node:assert/strict";
import fc from "fast-check";
import { type Fate, PostOffice, settle } from "./post_office.ts";

const message = (n: number, conversation = "c1") => ({
  clientId: `client-${conversation}-${n}`,
  conversation,
  text: `m${n}`,
});

Deno.test("a message is stored before it is sent, and leaves when the server has it", async () => {
  const office = new PostOffice();
  const outbox = office.open();
  outbox.put(message(1));
  assert.equal(office.attempts, 0);
  assert.equal(office.drawer.length, 1);
  assert.equal(outbox.list("c1")[0]?.state, "pending");
  await settle();
  assert.deepEqual(office.texts(), ["m1"]);
  assert.deepEqual(office.rows, ["m1"]);
  assert.equal(office.drawer.length, 0);
});

Deno.test("a cut before or after the server stored it leaves exactly one copy", async () => {
  for (const fate of ["cut-before", "cut-after", "throws"] as const) {
    const office = new PostOffice();
    office.expect(fate, fate);
    const outbox = office.open();
    outbox.put(message(1));
    await settle();
    assert.deepEqual(office.texts(), ["m1"]);
    assert.equal(office.attempts, 3);
    assert.deepEqual(outbox.list("c1"), []);
  }
});

Deno.test("what waits survives a crash and is sent by the next page, once", async () => {
  const office = new PostOffice();
  office.expect("cut-after");
  office.open().put(message(1));
  office.crash();
  await settle();
  const outbox = office.open();
  assert.deepEqual(outbox.list("c1").map(({ text }) => text), ["m1"]);
  outbox.flush();
  await settle();
  assert.deepEqual(office.texts(), ["m1"]);
  assert.deepEqual(outbox.list("c1"), []);
});

Deno.test("another account at the same browser sees and sends nothing of it", async () => {
  const office = new PostOffice();
  office.expect("signed-out");
  office.open("ana").put(message(1));
  await settle();
  office.crash();
  const bo = office.open("bo");
  bo.flush();
  await settle();
  assert.deepEqual(bo.list("c1"), []);
  assert.deepEqual(office.texts(), []);
});

Deno.test("signed out, it waits for the next page instead of knocking on", async () => {
  const office = new PostOffice();
  office.expect("signed-out");
  const outbox = office.open();
  outbox.put(message(1));
  await settle();
  assert.equal(office.attempts, 1);
  const [waiting] = outbox.list("c1");
  assert.deepEqual([waiting?.state, waiting?.reason], ["failed", "signed-out"]);
  outbox.flush();
  await settle();
  assert.deepEqual(office.texts(), ["m1"]);
});

Deno.test("a refused message stays with its sentence, others go past it, and retry sends it", async () => {
  const office = new PostOffice();
  office.expect("refused");
  const outbox = office.open();
  outbox.put(message(1));
  outbox.put(message(2));
  await settle();
  assert.deepEqual(office.texts(), ["m2"]);
  const [refused] = outbox.list("c1");
  assert.deepEqual([refused?.state, refused?.reason], ["failed", "Too long."]);
  outbox.flush();
  await settle();
  assert.deepEqual(office.texts(), ["m2"]);
  outbox.flush(refused?.clientId);
  await settle();
  assert.deepEqual(office.texts(), ["m2", "m1"]);
});

Deno.test("a refused text that the writer's box took back does not stay", async () => {
  const office = new PostOffice();
  office.expect("refused");
  const outbox = office.open("ana", { refused: () => true });
  outbox.put(message(1));
  await settle();
  assert.deepEqual(outbox.list("c1"), []);
  assert.equal(office.drawer.length, 0);
});

Deno.test("a discarded message is not sent again", async () => {
  const office = new PostOffice();
  office.expect("signed-out");
  const outbox = office.open();
  outbox.put(message(1));
  await settle();
  outbox.discard(message(1).clientId);
  outbox.flush();
  await settle();
  assert.equal(office.attempts, 1);
  assert.equal(office.drawer.length, 0);
});

Deno.test("where nothing can be stored, messages are sent all the same", async () => {
  const office = new PostOffice();
  office.drawer.full = true;
  office.expect("cut-before");
  const outbox = office.open();
  outbox.put(message(1));
  outbox.put(message(2));
  assert.deepEqual(outbox.list("c1").map(({ text }) => text), ["m1", "m2"]);
  await settle();
  assert.deepEqual(office.texts(), ["m1", "m2"]);
  assert.deepEqual(outbox.list("c1"), []);
});

Deno.test("whatever is cut, crashes and reloads, each message arrives once and in its writer's order", async () => {
  const fate = fc.constantFrom<Fate>(
    "arrives",
    "cut-before",
    "cut-after",
    "throws",
    "signed-out",
  );
  const step = fc.oneof(
    fc.record({ put: fc.constantFrom("c1", "c2") }),
    fc.constant("crash" as const),
    fc.constant("flush" as const),
    fc.constant("rest" as const),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 15 }),
      fc.array(step, { maxLength: 20 }),
      async (fates, steps) => {
        const office = new PostOffice();
        office.expect(...fates);
        let outbox = office.open();
        let n = 0;
        const written: Record<string, string[]> = { c1: [], c2: [] };
        for (const one of steps) {
          if (one === "rest") await settle();
          else if (one === "flush") outbox.flush();
          else if (one === "crash") {
            office.crash();
            outbox = office.open();
            outbox.flush();
          } else {
            written[one.put]!.push(`m${++n}`);
            outbox.put(message(n, one.put));
          }
        }
        for (let i = 0; i < 20 && office.drawer.length > 0; i++) {
          outbox.flush();
          await settle();
        }
        assert.deepEqual(office.texts("c1"), written["c1"]);
        assert.deepEqual(office.texts("c2"), written["c2"]);
        assert.equal(office.drawer.length, 0);
      },
    ),
    { numRuns: 60 },
  );
});
