import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { findByUsername } from "@/lib/accounts/find.ts";
import { listSecurityEvents } from "@/lib/accounts/security_events.ts";
import { exportServer } from "@/lib/messages/export_server.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { atTime } from "@/tests/support/clock.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { unzipped } from "@/tests/support/unzipped.ts";
import { converse, onSite, OPEN, password, say } from "../accounts/_leaving.ts";

/** Downloads by the form of a page. */
async function take(browser: PlainBrowser, path: string) {
  await browser.open(path);
  assert.equal(browser.status, 200);
  const { action, fields } = browser.form(path);
  const response = await browser.request(action, {
    method: "POST",
    body: new URLSearchParams(fields.map((one) => [...one])),
  });
  assert.equal(response.headers.get("content-type"), "application/zip");
  return unzipped(new Uint8Array(await response.arrayBuffer()));
}

onSite(
  "D11 an admin exports the whole server",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await site.signUp("amina");
    const direct = await converse(jonas, { kind: "direct", members: "amina" });
    await say(jonas, direct, "whale first");
    const message = `/conversations/${direct}/messages/1`;
    await jonas.open(message);
    await jonas.submit(message, { _action: "edit", text: "whale second" });
    await jonas.open(`${message}/reactions`);
    await jonas.submit(`${message}/reactions`, { emoji: "🐳" });
    await jonas.open(`/conversations/${direct}/threads/1`);
    await jonas.submit(`/conversations/${direct}/messages`, {
      text: "whale answers",
      thread: "1",
    });
    const ids = new Map<string, string>();
    for (const name of ["maya", "jonas", "amina"]) {
      ids.set(name, (await findByUsername(name))!.id);
    }

    await jonas.open("/admin/export");
    assert.equal(jonas.status, 404);
    const { texts } = await take(maya, "/admin/export");
    const manifest = JSON.parse(texts.get("manifest.json")!);
    assert.equal(manifest.format, "parley-server-export");
    assert.equal(manifest.version, 1);
    assert.ok(manifest.leftOut.length > 3);
    const people = JSON.parse(texts.get("people.json")!);
    assert.deepEqual(
      new Set(people.map((one: { username: string }) => one.username)),
      new Set(["maya", "jonas", "amina"]),
    );
    const talk = JSON.parse(texts.get(`conversations/${direct}.json`)!);
    assert.equal(talk.upTo, 2);
    assert.equal(talk.members.length, 2);
    const [first, second] = talk.messages;
    assert.equal(first.text, "whale second");
    assert.equal(first.earlier[0].text, "whale first");
    assert.deepEqual(first.reactions, [{
      user: ids.get("jonas"),
      emojis: ["🐳"],
    }]);
    assert.equal(second.thread, 1);
    // No secret is in it.
    const all = [...texts.values()].join("\n");
    assert.doesNotMatch(all, /argon2|\$scrypt|"hash"|digest|csrf|clientId/i);
    assert.doesNotMatch(all, new RegExp(password));
    // Its administrator sees that it was done.
    const user = (await findByUsername("maya"))!;
    const events = await listSecurityEvents(user);
    assert.equal(events[0]?.kind, "server-exported");
    await maya.open("/settings/security");
    assert.match(maya.html, /The whole server was exported/);

    // A quarter of an hour later it asks again who it is.
    await atTime(16 * 60_000, async () => {
      await maya.open("/admin/export");
      assert.equal(maya.path, "/settings/confirm?next=%2Fadmin%2Fexport");
    });
  },
);

onSite(
  "D11 the export of a server takes bounded memory, and holds each conversation as it was when its turn came, while people write",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    await site.signUp("jonas");
    const id = await converse(maya, { kind: "direct", members: "jonas" });
    const user = (await findByUsername("maya"))!;
    const filling = "whale ".repeat(1_000);
    const count = 8_000;
    for (let i = 0; i < count; i += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          sendMessage(user, {
            conversation: id,
            text: `${i + n} ${filling}`,
            clientId: `filling-${i + n}`,
          })),
      );
    }
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    // What is held, without what only waits to be swept.
    const memory = () => {
      collect();
      const { heapUsed, external } = Deno.memoryUsage();
      return heapUsed + external;
    };
    const before = memory();
    let [bytes, most, written] = [0, 0, 0];
    let last = "";
    const about = { server: "http://localhost", now: Date.now() };
    for await (const { name, pieces } of exportServer(about)) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (name !== `conversations/${id}.json`) continue;
        last = piece;
        if (written++ % 10 === 0) {
          most = Math.max(most, memory() - before);
          await sendMessage(user, {
            conversation: id,
            text: `Written meanwhile ${written}`,
            clientId: `meanwhile-${written}`,
          });
        }
        assert.doesNotMatch(piece, /Written meanwhile/);
      }
    }
    assert.match(last, /\]\}\n$/);
    const mega = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
    console.log(`D11 ${mega(bytes)} exported, heap grew by ${mega(most)}`);
    assert.ok(bytes > 45e6, mega(bytes));
    assert.ok(most < 10e6, mega(most));
  },
);

onSite(
  "D11 a member exports one conversation as far as they may read it, as JSON and as a page that opens offline",
  OPEN,
  async (site) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    const ravi = await site.signUp("ravi");
    const id = await converse(maya, {
      kind: "group",
      name: "Harbour",
      members: "jonas",
    });
    await say(maya, id, "**whale** ahoy");
    const other = await converse(maya, { kind: "direct", members: "jonas" });
    await say(maya, other, "The heron is elsewhere");
    const path = `/conversations/${id}/export`;
    await ravi.open(path);
    assert.equal(ravi.status, 404);
    await jonas.open(`/conversations/${id}/details`);
    assert.match(jonas.html, new RegExp(`href="${path}"`));
    const { texts, data } = await take(jonas, path);
    assert.deepEqual([...texts.keys()].sort(), [
      "data.json",
      "index.html",
      "style.css",
    ]);
    assert.equal(data.format, "parley-conversation");
    assert.equal(data.conversation.title, "Harbour");
    assert.deepEqual(
      data.conversation.messages.flatMap((one: { text?: string }) =>
        one.text ?? []
      ),
      ["**whale** ahoy"],
    );
    const page = texts.get("index.html")!;
    assert.match(page, /<strong>whale<\/strong> ahoy/);
    assert.match(page, /href="style\.css"/);
    assert.doesNotMatch(page + texts.get("data.json"), /heron/);
    assert.doesNotMatch(page, /<script|src="http|\.\.\//);
  },
);
