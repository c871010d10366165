/** The disk is full: reading goes on, writing is refused with the text kept, nothing acknowledged is lost. */
import assert from "node:assert/strict";
import { decode, PlainBrowser } from "@/tests/support/plain_browser.ts";
import { openStream, readAll, until } from "@/tests/support/readers.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { type SmallDisk, smallDisk } from "@/tests/support/small_disk.ts";
import {
  PASSWORD,
  type Post,
  signUpAt,
  type Talker,
} from "@/tests/support/talkers.ts";

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

interface Stage {
  readonly disk: SmallDisk;
  readonly server: Server;
  readonly maya: Talker;
  readonly jonas: Talker;
  readonly conversation: string;
}

/** A test on a full disk; where there can be none, it says so, and says no more. */
function onSmallDisk(
  sentence: string,
  test: (stage: Stage) => Promise<void>,
): void {
  Deno.test(sentence, async () => {
    const made = await smallDisk(8);
    if (typeof made === "string") {
      console.log(`NOT TESTED HERE, because ${made}: ${sentence}`);
      return;
    }
    await using disk = made;
    const dataDir = `${disk.path}/data`;
    await using server = await startServer({
      dataDir,
      env: { REGISTRATION: "open", LOG_LEVEL: "silent" },
    });
    const maya = await signUpAt(server.origin, "maya");
    const jonas = await signUpAt(server.origin, "jonas");
    const conversation = await maya.converse("direct", ["jonas"]);
    await Promise.all([maya.token(), jonas.token()]);
    await test({ disk, server, maya, jonas, conversation });
  });
}

/** Sends until a send is refused. @returns the refused one */
async function sendUntilFull(
  talker: Talker,
  conversation: string,
): Promise<Post> {
  for (let n = 0; n < 2_000; n++) {
    const post = await talker.send(
      conversation,
      `message ${n} ${"x".repeat(2_000)}`,
    );
    if (post.outcome !== "acknowledged") return post;
  }
  throw new Error("The disk never became full");
}

async function assertAllThere(
  talker: Talker,
  conversation: string,
): Promise<void> {
  const { rows } = await readAll(talker.browser, conversation);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "text").map(({ text }) => text),
    talker.journal.filter(({ outcome }) => outcome === "acknowledged")
      .map(({ text }) => text),
  );
}

onSmallDisk(
  "K2 B5 a send on a full disk is answered 507 with the text in the form, reading goes on, and it recovers by itself",
  async (stage) => {
    const { disk, server, maya, jonas, conversation } = stage;
    for (let n = 0; n < 10; n++) await maya.send(conversation, `early ${n}`);
    await disk.fill();
    const refused = await sendUntilFull(maya, conversation);
    assert.equal(refused.status, 507);

    // The plain form shows what was typed.
    const typed = ' kept: <b>"é & 漢字"</b>\nsecond line ';
    const response = await maya.post(
      `/conversations/${conversation}/messages`,
      {
        text: typed,
        client_id: crypto.randomUUID(),
      },
    );
    assert.equal(response.status, 507);
    const html = await response.text();
    const area = /<textarea\b[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/;
    assert.equal(decode(area.exec(html)![1]!.replace(/^\n/, "")), typed);
    assert.ok(response.headers.get("retry-after"));

    // Reading goes on, also for one who has unread messages.
    for (
      const path of [
        "/conversations",
        `/conversations/${conversation}`,
        `/conversations/${conversation}/messages/2`,
        `/conversations/${conversation}/details`,
        "/settings/profile",
      ]
    ) {
      await jonas.browser.open(path);
      assert.equal(jonas.browser.status, 200, path);
    }
    const live = await openStream(jonas.browser, "/live");
    assert.equal(live.status, 200);

    // Whoever wants in is told, too: nothing else fails than what must write.
    const visitor = await new PlainBrowser(server.origin).open("/sign-in");
    assert.equal(visitor.status, 200);
    await visitor.submit("/sign-in", { username: "jonas", password: PASSWORD });
    assert.ok([200, 503, 507].includes(visitor.status), `${visitor.status}`);
    await assertAllThere(maya, conversation);

    await disk.makeRoom();
    const again = await maya.sendAgain(refused);
    assert.equal(again.outcome, "acknowledged");
    const after = await maya.send(conversation, "there is room again");
    assert.equal(after.outcome, "acknowledged");
    await assertAllThere(maya, conversation);
    assert.ok(
      await until(() => live.heard().includes("there is room again"), 2_000),
    );
    await live.close();
  },
);

onSmallDisk(
  "K2 filled and freed again and again under load, and killed when full, nothing acknowledged is lost or doubled",
  async (stage) => {
    const { disk, server, maya, conversation } = stage;
    for (let round = 0; round < 4; round++) {
      const lost: Post[] = [];
      let goesOn = true;
      const talking = Promise.all(Array.from({ length: 6 }, async (_, i) => {
        for (let n = 0; goesOn; n++) {
          const text = `round ${round} voice ${i} ${n} ${"y".repeat(500)}`;
          const post = await maya.send(conversation, text);
          if (post.outcome === "acknowledged") continue;
          assert.equal(post.status, 507);
          lost.push(post);
          await pause(20);
        }
      }));
      await pause(100);
      await disk.fill();
      await until(() => lost.length >= 6, 4_000);
      await disk.makeRoom();
      await pause(150);
      goesOn = false;
      await talking;
      assert.ok(lost.length > 0, "the disk never became full");
      for (const post of lost) {
        assert.equal((await maya.sendAgain(post)).outcome, "acknowledged");
      }
    }
    const acknowledged = maya.journal.map(({ text }) => text).sort();
    await disk.fill();
    await sendUntilFull(maya, conversation);
    const more = maya.journal.filter(({ outcome }) =>
      outcome === "acknowledged"
    );
    await server.process.killHard();
    await disk.makeRoom();
    const { dataDir, port } = server;
    const again = await startServer({
      dataDir,
      port,
      env: { LOG_LEVEL: "silent" },
    });
    const { rows } = await readAll(maya.browser, conversation);
    const said = rows.filter(({ kind }) => kind === "text");
    assert.deepEqual(rows.map(({ seq }) => seq), rows.map((_, i) => i + 1));
    assert.ok(acknowledged.length <= said.length);
    assert.deepEqual(
      said.map(({ text }) => text).sort(),
      more.map(({ text }) => text).sort(),
    );
    await again.stop();
  },
);
