/** `kill -9` while an account is being erased: the next start goes on, and comes to the end. */
import assert from "node:assert/strict";
import { users } from "@/lib/accounts/_keys.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import { findByUsername } from "@/lib/accounts/find.ts";
import { LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { rawRows } from "@/tests/support/store.ts";
import { takeAlong } from "@/tests/support/unzipped.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

const MESSAGES = 3_000;
const AT_ONCE = 100;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Looks into a stopped server's store. */
async function inside<R>(
  { dataDir }: Server,
  look: (store: Store) => Promise<R>,
): Promise<R> {
  using store = await openStore(
    `${dataDir}/parley.db`,
    findOrMakeSecret(dataDir),
  );
  const result = await withStore(store, () => look(store));
  await store.idle();
  return result;
}

/** Writes a great deal in somebody's name. */
async function writeMuch(conversation: string): Promise<void> {
  const jonas = (await findByUsername("jonas"))!;
  for (let i = 0; i < MESSAGES; i += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        sendMessage(jonas, {
          conversation,
          text: `Whale ${i + n}`,
          clientId: `message-${i + n}`,
        })),
    );
  }
}

/** As if the end had been asked for a fortnight ago. */
async function passGrace(): Promise<void> {
  const { id } = (await findByUsername("jonas"))!;
  const at = Date.now() - LEAVING_GRACE - 1_000;
  for await (const { key, value } of list(jobs, [])) {
    if (value.job.kind !== "erase-account") continue;
    await change(async (c) => {
      const user = (await c.read(users, [id]))!;
      putUser(c, { ...user, leaving: { at } }, user);
      c.drop(jobs, key);
      const job = { ...value.job, at };
      c.put(jobs, [at, key[1]], { job, tries: 0 });
    });
  }
}

const textsLeft = (server: Server) =>
  inside(
    server,
    async (store) =>
      (await rawRows(store)).filter(({ text }) => text.includes("Whale "))
        .length,
  );

Deno.test("A9 kill -9 in the middle of an erasure, and the next starts end it", async () => {
  let server = await startServer({ env: { REGISTRATION: "open" } });
  const { dataDir } = server;
  try {
    const maya = await signUpAt(server.origin, "maya");
    const jonas = await signUpAt(server.origin, "jonas");
    const id = await maya.converse("group", ["jonas"], "Harbour");
    const { status } = await jonas.post("/settings/data", {
      _action: "delete",
      username: "jonas",
    });
    assert.equal(status, 303);
    await server.stop();
    await inside(server, async () => {
      const leaving = (await findByUsername("jonas"))!;
      await change(async (c) => {
        const user = (await c.read(users, [leaving.id]))!;
        const { leaving: _, ...here } = user;
        putUser(c, here, user);
      });
      await writeMuch(id);
      await passGrace();
    });
    const seen: number[] = [await textsLeft(server)];
    // Each dies as soon as a page shows more deleted messages than before.
    for (const gone of [1, 15, 30]) {
      server = await startServer({ dataDir, port: server.port });
      for (let i = 0; i < 1_000; i++) {
        await maya.browser.open(`/conversations/${id}`);
        if (maya.browser.html.split('class="gone"').length > gone) break;
        await pause(5);
      }
      await server.process.killHard();
      seen.push(await textsLeft(server));
    }
    console.log(`texts left after each kill: ${seen.join(", ")}`);
    const middle = seen.filter((left) => left > 10 && left < MESSAGES - 10);
    assert.ok(middle.length > 0, "some kill met it in the middle");
    server = await startServer({ dataDir, port: server.port });
    for (let i = 0; i < 40; i++) {
      await pause(2_000);
      const { texts } = await takeAlong(maya.browser);
      const data = texts.get("data.json")!;
      if (!data.includes("Whale ") && data.includes('"left"')) break;
    }
    await server.stop();
    assert.equal(await textsLeft(server), 0);
    const names = await inside(
      server,
      async (store) =>
        (await rawRows(store)).filter(({ text }) => /jonas/i.test(text))
          .map(({ family, text }) => `${family} ${text}`),
    );
    assert.deepEqual(names, []);
  } finally {
    await server.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
});
