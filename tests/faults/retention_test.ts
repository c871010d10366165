/** `kill -9` in the middle of a night: the next start goes on, comes to the end, and the log says what went. */
import assert from "node:assert/strict";
import { findByUsername } from "@/lib/accounts/find.ts";
import { setRetention } from "@/lib/conversations/set_retention.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";
import { removedIn } from "@/lib/messages/_retention_keys.ts";
import type { KeepRules } from "@/lib/messages/retention.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { atTime } from "@/tests/support/clock.ts";
import { startServer } from "@/tests/support/server.ts";
import { rawRows } from "@/tests/support/store.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const MESSAGES = 3_000;
const AT_ONCE = 100;
const DAY = 86_400_000;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

Deno.test("D10 K2 after every kill -9 in the middle of a night the next start goes on, sending works meanwhile, and the log says exactly what went", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-retention-" });
  const env = { REGISTRATION: "open" };
  const inside = async <R>(look: (store: Store) => Promise<R>): Promise<R> => {
    using store = await openStore(
      `${dataDir}/parley.db`,
      findOrMakeSecret(dataDir),
    );
    const result = await withStore(store, () => look(store));
    await store.idle();
    return result;
  };
  const textsLeft = () =>
    inside(async (store) =>
      (await rawRows(store)).filter(({ text }) => text.includes("Whale "))
        .length
    );
  const counted = () =>
    inside(async () => {
      let sum = 0;
      for await (const { value } of list(removedIn, [])) sum += value.messages;
      return sum;
    });
  let server = await startServer({ dataDir, env });
  try {
    const maya = await signUpAt(server.origin, "maya");
    await signUpAt(server.origin, "jonas");
    const conversation = await maya.converse("group", ["jonas"], "Harbour");
    await server.stop();
    await inside(async () => {
      const user = (await findByUsername("maya"))!;
      const say = (text: string, clientId: string) =>
        sendMessage(user, { conversation, text, clientId });
      await setRetention(user, conversation, 90);
      for (let i = 0; i < MESSAGES; i += AT_ONCE) {
        await Promise.all(Array.from(
          { length: AT_ONCE },
          (_, n) => say(`Whale ${i + n}`, `message-${i + n}`),
        ));
      }
      // The night in a hundred days, as seen from these.
      await atTime(100 * DAY, () => say("A young heron", "young-heron"));
      const night = Date.now() + 100 * DAY;
      await change((c) => later<KeepRules>(c, { kind: "keep-rules", night }));
    });
    const seen: number[] = [];
    for (let kills = 0; kills < 4; kills++) {
      server = await startServer({ dataDir, env, port: server.port });
      // Somebody writes meanwhile.
      const began = performance.now();
      const { status } = await maya.post(
        `/conversations/${conversation}/messages`,
        { text: `Heron ${kills}`, client_id: `heron-while-${kills}` },
      );
      assert.equal(
        status,
        303,
        `${status} after ${performance.now() - began} ms`,
      );
      await pause(150 * (kills + 1));
      await server.process.killHard();
      seen.push(await textsLeft());
      assert.equal(seen.at(-1)! + await counted(), MESSAGES);
    }
    console.log(`D10 texts left after each kill: ${seen.join(", ")}`);
    const middle = seen.filter((left) => left > 0 && left < MESSAGES);
    assert.ok(middle.length > 0, "some kill met it in the middle");
    server = await startServer({ dataDir, env, port: server.port });
    for (let i = 0; i < 60; i++) {
      await maya.browser.open(`/conversations/${conversation}?after=1`);
      if (!maya.browser.html.includes("Whale ")) break;
      await pause(1_000);
    }
    await server.stop();
    assert.equal(await textsLeft(), 0);
    assert.equal(await counted(), MESSAGES);
    const log = await inside(() => listEntries(conversation, { limit: 100 }));
    const texts = log.flatMap(({ body }) => "text" in body ? [body.text] : []);
    assert.deepEqual(texts, [
      "A young heron",
      ...seen.map((_, kills) => `Heron ${kills}`),
    ]);
  } finally {
    await server.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
});
