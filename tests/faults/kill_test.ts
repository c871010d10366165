/**
 * `kill -9` at random instants while eight people talk. What was acknowledged
 * is there afterwards, once, and in order; what nobody knows is settled by
 * sending it once more. `CYCLES` sets how often, `KILL_SECONDS` how long at most.
 */
import assert from "node:assert/strict";
import { startProcess } from "@/tests/support/kill.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { LiveReader, readAll } from "@/tests/support/readers.ts";
import {
  freePort,
  root,
  serverArguments,
  startServer,
} from "@/tests/support/server.ts";
import { type Post, signUpAt, Talker } from "@/tests/support/talkers.ts";

const CYCLES = Number(Deno.env.get("CYCLES") ?? 100);
const SECONDS = Number(Deno.env.get("KILL_SECONDS") ?? 120);
const SENDERS = 8;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The connections of one life: those of a dead server are not used again. */
class Life {
  client = Deno.createHttpClient({ poolMaxIdlePerHost: 32 });

  send = (req: Request) =>
    fetch(req, { redirect: "manual", client: this.client });

  over(): void {
    this.client.close();
    this.client = Deno.createHttpClient({ poolMaxIdlePerHost: 32 });
  }
}

/** Sends one message after another until the server is gone; never goes on past an unknown one. */
async function talk(
  talker: Talker,
  conversations: readonly string[],
  alive: () => boolean,
): Promise<void> {
  while (alive()) {
    const n = talker.journal.length + 1;
    const at = conversations[Math.floor(Math.random() * conversations.length)]!;
    const post = await talker.send(at, `${talker.name} says ${n}`);
    if (post.outcome !== "acknowledged") return;
  }
}

Deno.test("K2 B5 after every kill -9 what was acknowledged is there once, in order, and one more try settles the rest", async (t) => {
  const dataDir = await Deno.makeTempDir({ prefix: "parley-kill-" });
  const port = freePort();
  const env = { REGISTRATION: "open" };
  const life = new Life();
  const origin = `http://localhost:${port}`;
  let server = await startServer({ dataDir, port, env });
  const names = Array.from({ length: SENDERS }, (_, i) => `sender${i}`);
  const talkers: Talker[] = [];
  for (const name of [...names, "listener"]) {
    const browser = new PlainBrowser(origin, life.send);
    talkers.push(await signUpAt(origin, name, browser));
  }
  const listener = talkers.pop()!;
  const everybody = [...names, "listener"];
  const conversations = [
    await talkers[0]!.converse("group", everybody.slice(1), "Harbour"),
    await talkers[1]!.converse("group", everybody, "Lighthouse"),
  ];
  const follower = new LiveReader(listener.browser, conversations[0]!);
  await follower.load();
  follower.start();
  await Promise.all(talkers.map((talker) => talker.token()));

  const began = performance.now();
  const unsettled: string[] = [];
  let [cycles, unknown, slowest] = [0, 0, 0];
  for (; cycles < CYCLES; cycles++) {
    if (performance.now() - began > SECONDS * 1_000) break;
    let alive = true;
    const talking = talkers.map((talker) =>
      talk(talker, conversations, () => alive)
    );
    await pause(20 + Math.random() * 380);
    await server.process.killHard();
    alive = false;
    await Promise.all(talking);
    life.over();
    // One in eight dies while it is starting, too.
    if (cycles % 8 === 7) await dieStarting(dataDir, port, env);
    const down = performance.now();
    server = await startServer({ dataDir, port, env });
    slowest = Math.max(slowest, performance.now() - down);
    await Promise.all(talkers.map(async (talker) => {
      const last = talker.journal.at(-1);
      if (!last || last.outcome === "acknowledged") return;
      unknown++;
      const { outcome, status } = await talker.sendAgain(last);
      if (outcome !== "acknowledged") {
        unsettled.push(`${last.text}: ${outcome} ${status}`);
      }
    }));
  }
  const posts = talkers.flatMap((talker) => talker.journal);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(
    `${cycles} kills in ${seconds} s, ${posts.length} messages, ${unknown} unknown outcomes, slowest start ${
      Math.round(slowest)
    } ms`,
  );

  await t.step("every unknown outcome was settled by one re-send", () => {
    assert.ok(unknown > 0, "no kill ever met a message on its way");
    assert.deepEqual(unsettled, []);
  });
  await t.step("the server was ready within two seconds after each", () => {
    assert.ok(slowest < 2_000, `${slowest} ms`);
  });
  for (const conversation of conversations) {
    await t.step(
      "0 lost, 0 doubled, no gap, nobody's order inverted",
      async () => {
        const { rows } = await readAll(listener.browser, conversation);
        assert.deepEqual(
          rows.map((row) => row.seq),
          rows.map((_, i) => i + 1),
        );
        for (const talker of talkers) {
          const own = rows.filter((row) =>
            row.kind === "text" && row.author === talker.id
          );
          const said = talker.journal.filter((post) =>
            post.conversation === conversation
          );
          assert.deepEqual(own.map(saidAt), said.map(saidAt), talker.name);
        }
      },
    );
  }
  await t.step(
    "a reader that came back after each kill has every message once",
    async () => {
      const { rows } = await readAll(listener.browser, conversations[0]!);
      for (let i = 0; follower.rows.size < rows.length && i < 100; i++) {
        await pause(50);
      }
      await follower.stop();
      assert.deepEqual(follower.jumps, []);
      assert.deepEqual([...follower.rows.values()], rows);
    },
  );
  life.over();
  await server[Symbol.asyncDispose]();
});

function saidAt({ seq, text }: Pick<Post, "seq" | "text">): string {
  return `${seq} ${text}`;
}

async function dieStarting(
  dataDir: string,
  port: number,
  env: Record<string, string>,
): Promise<void> {
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    ...env,
  };
  const started = startProcess(await serverArguments(dataDir, settings), {
    cwd: root,
    env: settings,
  });
  await pause(40 + Math.random() * 160);
  await started.killHard();
}
