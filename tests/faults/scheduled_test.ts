/** `kill -9` while scheduled messages fall due: each is sent once, and none is lost. */
import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { listScheduled } from "@/lib/messages/list_scheduled.ts";
import { scheduleMessage } from "@/lib/messages/schedule.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const MESSAGES = 60;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

Deno.test("K2 B14 after every kill -9 what fell due is sent once", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-scheduled-" });
  const env = { REGISTRATION: "open" };
  const inside = async <R>(look: () => Promise<R>): Promise<R> => {
    using store = await openStore(
      `${dataDir}/parley.db`,
      findOrMakeSecret(dataDir),
    );
    const result = await withStore(store, look);
    await store.idle();
    return result;
  };
  let server = await startServer({ dataDir, env });
  const maya = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"], "");
  await server.process.killHard();
  const words = Array.from({ length: MESSAGES }, (_, i) => `Word ${i}`);
  await inside(async () => {
    const user = (await findByUsername("maya"))!;
    for (const [i, text] of words.entries()) {
      const draft = { conversation, text, clientId: `scheduled-${i}` };
      await scheduleMessage(user, draft, Date.now() + 50 + i);
    }
  });
  let [kills, sent] = [0, 0];
  for (; sent < MESSAGES && kills < 30; kills++) {
    server = await startServer({ dataDir, env });
    // Later and later, so that it comes to an end.
    await pause(kills < 8 ? Math.random() * 60 : 3_000);
    await server.process.killHard();
    sent = await inside(async () =>
      (await listEntries(conversation, { limit: 1_000 })).length
    );
  }
  await inside(async () => {
    const log = await listEntries(conversation, { limit: 1_000 });
    const texts = log.map(({ body }) => "text" in body ? body.text : "");
    assert.deepEqual(texts.sort(), words.sort());
    const user = (await findByUsername("maya"))!;
    assert.deepEqual(await listScheduled(user), []);
  });
  console.log(`B14 ${MESSAGES} scheduled messages, ${kills} kills`);
  await Deno.remove(dataDir, { recursive: true });
});
