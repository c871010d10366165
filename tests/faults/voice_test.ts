/** `kill -9` while voice messages are put and taken away: what is referred to is whole, and nothing else stays. */
import assert from "node:assert/strict";
import { files, uploads } from "@/lib/files/_keys.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, useStore, withStore } from "@/lib/kv/store.ts";
import { openBlobStore } from "@/lib/operations/open_blob_store.ts";
import { recordedWebm } from "@/tests/lib/files/_sounds.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt, type Talker } from "@/tests/support/talkers.ts";

const ROUNDS = 10;
const AT_ONCE = 4;
/** A few kinds, so that the same bytes come and go at once; several pieces each. */
const SOUNDS = [30, 90, 240].map((seconds) => recordedWebm({ seconds }));

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Sends voice messages and deletes every other one, until the server is gone. */
async function speak(
  talker: Talker,
  conversation: string,
  round: string,
  kept: Set<number>,
): Promise<void> {
  const csrf = await talker.token();
  for (let n = 0;; n++) {
    const body = new FormData();
    body.set("csrf", csrf);
    body.set("client_id", `voice-${round}-${n}`);
    body.set("voice", new Blob([SOUNDS[n % SOUNDS.length]!]), "voice");
    try {
      const path = `/conversations/${conversation}`;
      const sent = await talker.browser.request(`${path}/voice`, {
        method: "POST",
        body,
      });
      await sent.body?.cancel();
      const seq = Number(sent.headers.get("location")?.split("#m-")[1]);
      assert.ok(seq > 0, `${sent.status}`);
      if (n % 2) {
        await talker.post(`${path}/messages/${seq}`, { _action: "delete" });
      } else kept.add(seq);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return;
    }
  }
}

/** Looks into the stores of a stopped server. */
async function inside<R>(dataDir: string, look: () => Promise<R>): Promise<R> {
  using store = await openStore(
    `${dataDir}/parley.db`,
    findOrMakeSecret(dataDir),
  );
  useStore(store);
  using bytes = await openBlobStore(store, {
    kvUrl: null,
    dataDir,
    bucket: null,
  });
  const result = await withStore(store, look);
  await Promise.all([store.idle(), bytes?.idle()]);
  return result;
}

/** The numbers of messages whose sound is kept, and what a scrub finds. */
async function state() {
  const seqs = new Set<number>();
  for await (const { key } of list(files, [])) seqs.add(key[1]);
  let arriving = 0;
  for await (const _ of list(uploads, [])) arriving++;
  const faults = await Array.fromAsync(scrub());
  const wrong = faults.filter(({ what }) =>
    what === "damaged" || what === "missing"
  );
  return { seqs, arriving, wrong, left: faults.length - wrong.length };
}

Deno.test("K2 B18 after every kill -9 each sound that was acknowledged is whole, and what nothing refers to goes", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-voice-" });
  const env = { REGISTRATION: "open" };
  try {
    let server = await startServer({ dataDir, env });
    const { port } = server;
    const maya = await signUpAt(server.origin, "maya");
    await signUpAt(server.origin, "jonas");
    const conversation = await maya.converse("direct", ["jonas"], "");
    const kept = new Set<number>();
    let left = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const speaking = Promise.all(
        Array.from(
          { length: AT_ONCE },
          (_, i) => speak(maya, conversation, `${round}-${i}`, kept),
        ),
      );
      await pause(150 + Math.random() * 500);
      await server.process.killHard();
      await speaking;
      const now = await inside(dataDir, state);
      assert.deepEqual(now.wrong, [], `round ${round}`);
      for (const seq of kept) assert.ok(now.seqs.has(seq), `${seq} is lost`);
      left += now.left + now.arriving;
      server = await startServer({ dataDir, port, env });
    }
    assert.ok(kept.size >= ROUNDS, `${kept.size} sent`);
    assert.ok(left > 0, "no kill left anything: it proves nothing");
    for (let tries = 0;; tries++) {
      await pause(500);
      await server.stop();
      const now = await inside(dataDir, state);
      assert.deepEqual(now.wrong, []);
      if (now.left + now.arriving === 0) break;
      assert.ok(tries < 20, `${now.left} left, ${now.arriving} arriving`);
      server = await startServer({ dataDir, port, env });
    }
    console.log(
      `B18 ${kept.size} sounds, ${ROUNDS} kills, ${left} left behind`,
    );
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});
