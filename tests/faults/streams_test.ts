/**
 * Streams that are cut again and again while people write, edit and delete.
 * Whoever comes back has everything, once and in order, or is told once to
 * read the page anew.
 */
import assert from "node:assert/strict";
import {
  LiveReader,
  type OpenStream,
  openStream,
  readAll,
  rowsOf,
  until,
} from "@/tests/support/readers.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { signInAt, signUpAt, type Talker } from "@/tests/support/talkers.ts";

const SECONDS = Number(Deno.env.get("STORM_SECONDS") ?? 12);
const WRITERS = 4;
const READERS = 12;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

interface Stage {
  readonly server: Server;
  readonly writers: Talker[];
  readonly reader: Talker;
  readonly conversation: string;
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const writers: Talker[] = [];
  for (let i = 0; i < WRITERS; i++) {
    writers.push(await signUpAt(server.origin, `writer${i}`));
  }
  const reader = await signUpAt(server.origin, "reader");
  const names = writers.map(({ name }) => name);
  const conversation = await reader.converse("group", names, "Harbour");
  await test({ server, writers, reader, conversation });
}

/** Writes, and now and then edits or deletes something of one's own. */
async function write(
  talker: Talker,
  conversation: string,
  goesOn: () => boolean,
): Promise<number> {
  let altered = 0;
  for (let n = 1; goesOn(); n++) {
    await talker.send(conversation, `${talker.name} says ${n}`);
    await pause(Math.random() * 20);
    if (n % 3 > 0) continue;
    const { journal } = talker;
    const { seq } = journal[Math.floor(Math.random() * journal.length)]!;
    const deed = n % 2 === 0
      ? { _action: "delete" }
      : { _action: "edit", text: `${talker.name} says it otherwise ${n}` };
    const response = await talker.post(
      `/conversations/${conversation}/messages/${seq}`,
      deed,
      { headers: { "x-fragment": "1" } },
    );
    await response.body?.cancel();
    if (response.status === 200) altered++;
  }
  return altered;
}

/** Cuts a reader at random instants; some stay away for a while. */
async function disturb(
  reader: LiveReader,
  goesOn: () => boolean,
): Promise<number> {
  let cuts = 0;
  while (goesOn()) {
    await pause(5 + Math.random() * 200);
    reader.cut();
    cuts++;
  }
  return cuts;
}

Deno.test("B1 readers cut at random while others write, edit and delete miss nothing and see nothing twice", async () => {
  await onStage(async ({ server, writers, reader, conversation }) => {
    const readers: LiveReader[] = [];
    for (let i = 0; i < READERS; i++) {
      // Six streams to a session.
      const talker = i % 5 === 0
        ? await signInAt(server.origin, reader.name)
        : null;
      const browser = talker?.browser ?? readers.at(-1)!.browser;
      const one = new LiveReader(browser, conversation);
      await one.load();
      one.start();
      readers.push(one);
    }
    const end = Date.now() + SECONDS * 1_000;
    const goesOn = () => Date.now() < end;
    const [altered, cuts] = await Promise.all([
      Promise.all(writers.map((one) => write(one, conversation, goesOn))),
      Promise.all(readers.map((one) => disturb(one, goesOn))),
    ]);
    const { rows } = await readAll(reader.browser, conversation);
    const [changes, total] = [altered, cuts].map((all) =>
      all.reduce((a, b) => a + b)
    );
    console.log(
      `${total} cuts of ${READERS} readers, ${rows.length} messages, ${changes} edits and deletes, ${
        readers.reduce((sum, { resets }) => sum + resets, 0)
      } resets`,
    );
    assert.ok(total! > 200 && changes! > 20, "the storm was a calm");
    assert.ok(rows.some(({ kind }) => kind === "deleted"));
    assert.ok(rows.some(({ edited }) => edited));
    for (const [i, one] of readers.entries()) {
      const equal = () =>
        JSON.stringify([...one.rows.values()]) === JSON.stringify(rows);
      await until(equal, 3_000);
      await one.stop();
      assert.deepEqual(one.jumps, [], `reader ${i}`);
      assert.deepEqual([...one.rows.values()], rows, `reader ${i}`);
    }
  });
});

Deno.test("B1 a reader who was away gets each missed message once, or one reset when it was too long", async () => {
  await onStage(async ({ writers, reader, conversation }) => {
    const [writer] = writers;
    for (
      const { missed, resets } of [
        { missed: 1, resets: 0 },
        { missed: 300, resets: 0 },
        { missed: 700, resets: 1 },
      ]
    ) {
      const away = new LiveReader(reader.browser, conversation);
      await away.load();
      const before = away.rows.size;
      const from = writer!.journal.length;
      for (let n = 0; n < missed; n += 20) {
        await Promise.all(
          Array.from(
            { length: Math.min(20, missed - n) },
            (_, i) => writer!.send(conversation, `while away ${n + i}`),
          ),
        );
      }
      assert.ok(
        writer!.journal.slice(from).every((post) =>
          post.outcome === "acknowledged"
        ),
      );
      const began = performance.now();
      away.start();
      assert.ok(await until(() => away.rows.size === before + missed, 5_000));
      const ms = Math.round(performance.now() - began);
      // Nothing more comes after that.
      await pause(200);
      await away.stop();
      assert.deepEqual([away.resets, away.jumps], [resets, []], `${missed}`);
      if (resets === 0) {
        const rows = away.events.filter(({ event }) => event === "message");
        assert.equal(rows.length, missed);
        assert.equal(away.repeats, 0);
      }
      console.log(`${missed} missed messages after ${ms} ms`);
    }
  });
});

Deno.test("B1 a cursor that nobody gave out is answered with a stream, a replay or a reset, never with silence or failure", async () => {
  await onStage(async ({ writers, reader, conversation }) => {
    await writers[0]!.send(conversation, "before");
    for (
      const cursor of ["x", "ffffffffffffffffffff", "-1", "0", "'\"<>", "é"]
    ) {
      const path = `/live?after=${encodeURIComponent(cursor)}`;
      const stream = await openStream(reader.browser, path);
      assert.equal(stream.status, 200, cursor);
      await pause(50);
      await writers[0]!.send(conversation, "the next one");
      const told = /event: reset|the next one/;
      assert.ok(await until(() => told.test(stream.heard()), 2_000), cursor);
      await stream.close();
    }
  });
});

Deno.test("I8 the log without script shows what is said, and a fourth one ends the oldest with a link to go on", async () => {
  await onStage(async ({ writers, reader, conversation }) => {
    const path = `/conversations/${conversation}/log`;
    const logs: OpenStream[] = [];
    const open = async () => {
      const log = await openStream(reader.browser, path);
      logs.push(log);
      assert.equal(log.status, 200);
      assert.ok(await until(() => log.heard().includes("</article>"), 2_000));
    };
    for (let i = 0; i < 3; i++) await open();
    await writers[0]!.send(conversation, "The tide is in");
    const heard = (log: OpenStream) => log.heard().includes("The tide is in");
    assert.ok(await until(() => logs.every(heard), 1_000));
    assert.deepEqual(logs.map((log) => log.ended()), [false, false, false]);
    await open();
    assert.ok(
      await until(() => logs[0]!.ended(), 1_000),
      "the oldest stays open",
    );
    const end = logs[0]!.heard().slice(logs[0]!.heard().lastIndexOf("<div"));
    assert.ok(end.includes(`href="${path}"`), end);
    await writers[1]!.send(conversation, "And out again");
    assert.ok(
      await until(
        () => logs.slice(1).every((log) => log.heard().includes("out again")),
        1_000,
      ),
    );
    assert.ok(!logs[0]!.heard().includes("out again"));
    assert.deepEqual(logs.slice(1).map((log) => log.ended()), [
      false,
      false,
      false,
    ]);
    const seqs = rowsOf(logs[1]!.heard()).map(({ seq }) => seq);
    assert.deepEqual(seqs, seqs.map((_, i) => i + 1), "once each, in order");
    for (const log of logs.slice(1)) await log.close();
  });
});
