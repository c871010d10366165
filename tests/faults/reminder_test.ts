/** `kill -9` while reminders fall due: each comes once, and none is lost. */
import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { listSaved } from "@/lib/messages/list_saved.ts";
import { countNotices } from "@/lib/messages/notices.ts";
import { saveMessage } from "@/lib/messages/save.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const MESSAGES = 40;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

Deno.test("K2 B17 after every kill -9 what one wanted to be reminded of is told once", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-reminder-" });
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
  const talker = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  const conversation = await talker.converse("direct", ["jonas"], "");
  await server.process.killHard();
  const dues = new Map<number, number>();
  await inside(async () => {
    const user = (await findByUsername("maya"))!;
    for (let i = 0; i < MESSAGES; i++) {
      const draft = {
        conversation,
        text: `Word ${i}`,
        clientId: `word-00${i}`,
      };
      const { seq } = await sendMessage(user, draft);
      dues.set(seq, Date.now() + 50 + i);
      await saveMessage(user, conversation, seq, dues.get(seq));
    }
  });
  const told = () =>
    inside(async () =>
      (await countNotices((await findByUsername("maya"))!)).reminder ?? 0
    );
  assert.equal(await told(), 0);
  let [kills, count] = [0, 0];
  for (; count < MESSAGES && kills < 30; kills++) {
    server = await startServer({ dataDir, env });
    // Later and later, so that it comes to an end.
    await pause(kills < 6 ? Math.random() * 60 : 3_000);
    await server.process.killHard();
    count = await told();
  }
  assert.equal(count, MESSAGES);
  await inside(async () => {
    const user = (await findByUsername("maya"))!;
    const { rows } = await listSaved(user);
    for (const { seq, due, remind } of rows) {
      assert.deepEqual([due, remind], [dues.get(seq), undefined]);
    }
  });
  console.log(`B17 ${MESSAGES} reminders, ${kills} kills`);
  await Deno.remove(dataDir, { recursive: true });
});
