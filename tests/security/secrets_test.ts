/** What a thief of the data folder, of the log or of a page learns: no password, no session, nobody's existence. */
import assert from "node:assert/strict";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { openStore } from "@/lib/kv/store.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { rawRows } from "@/tests/support/store.ts";
import { startServer } from "@/tests/support/server.ts";
import { PASSWORD, signUpAt } from "@/tests/support/talkers.ts";

/** Every row of a stopped server's store as text, opened with the key. */
async function rowsOf(folder: string): Promise<string> {
  const secret = findOrMakeSecret(folder);
  using store = await openStore(`${folder}/parley.db`, secret);
  return (await rawRows(store)).map(({ text }) => text).join("\n");
}

Deno.test("A2 even whoever has the key to the store finds only slow salted hashes in it: neither a password nor a session's token", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  await maya.send(conversation, "a text that is stored as it is");
  const changed = "another three calm herons";
  const response = await jonas.post("/settings/security", {
    password: PASSWORD,
    new_password: changed,
  });
  await response.body?.cancel();
  assert.equal(response.status, 303);
  const wrong = await new PlainBrowser(server.origin).open("/sign-in");
  await wrong.submit("/sign-in", {
    username: "my own password by mistake",
    password: "not hers but typed",
  });
  const tokens = [maya, jonas].flatMap(({ browser }) => [
    ...browser.cookies.values(),
  ]).filter((value) => value.length >= 20);
  assert.ok(tokens.length >= 2);
  const csrf = await maya.token();

  await server.stop();
  const dump = await rowsOf(server.dataDir);
  assert.ok(
    dump.includes("a text that is stored as it is"),
    "the dump cannot be read, so it proves nothing",
  );
  for (
    const secret of [
      PASSWORD,
      changed,
      "my own password by mistake",
      "not hers but typed",
      csrf,
      ...tokens,
    ]
  ) assert.ok(!dump.includes(secret), `the dump holds "${secret}"`);
  const hash = /\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$([\w+/]+)\$[\w+/]+/g;
  const costs = [...dump.matchAll(hash)];
  assert.ok(costs.length >= 2, "no hash is found");
  for (const [whole, memory, passes] of costs) {
    assert.ok(Number(memory) * Number(passes) >= 38_912, whole);
  }
  // Two people with one password have two salts.
  assert.equal(new Set(costs.map((cost) => cost[3])).size, costs.length);
});

Deno.test("H9 the log has one line for each refused request, and none of its secrets and texts", async () => {
  await using server = await startServer({
    env: { REGISTRATION: "open", LOG_LEVEL: "info", RATE_LIMITS: "on" },
  });
  const { origin, process } = server;
  const maya = await signUpAt(origin, "maya");
  await signUpAt(origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  const lines: string[] = [];
  const reading = (async () => {
    for (let line; (line = await process.line()) !== null;) lines.push(line);
  })();
  const ids: string[] = [];
  const note = async (response: Response, status: number) => {
    await response.body?.cancel();
    assert.equal(response.status, status);
    ids.push(response.headers.get("x-request-id")!);
  };
  await note(
    await maya.post(`/conversations/${conversation}/messages`, {
      text: "a very private text",
      client_id: "no",
    }),
    422,
  );
  await note(
    await fetch(`${origin}/invite/secretcodesecretcode?q=privatequery`, {
      redirect: "manual",
    }),
    303,
  );
  await note(await fetch(`${origin}/nowhere`), 404);
  const body = new URLSearchParams({ csrf: "x", password: PASSWORD });
  await note(await fetch(`${origin}/sign-in`, { method: "POST", body }), 403);
  const wrong = await maya.post("/settings/security", {
    password: "a wrong password",
    new_password: "a new password of hers",
  });
  await note(wrong, 422);
  await server.stop();
  await reading;
  for (const id of ids) {
    const found = lines.filter((line) => line.includes(id));
    assert.equal(found.length, 1, `${id}: ${found.join("\n")}`);
    const told = JSON.parse(found[0]!);
    assert.equal(typeof told.status, "number");
  }
  const all = lines.join("\n") + await process.errors();
  for (
    const secret of [
      "a very private text",
      "secretcodesecretcode",
      "privatequery",
      "a wrong password",
      "a new password of hers",
      PASSWORD,
      ...maya.browser.cookies.values(),
    ].filter((value) => value.length > 8)
  ) assert.ok(!all.includes(secret), `the log holds "${secret}"`);
});

Deno.test("A2 signing in as nobody and with a wrong password are answered alike, letter for letter, and take alike long", async () => {
  await using server = await startServer();
  await signUpAt(server.origin, "maya");
  const ask = async (username: string) => {
    const browser = await new PlainBrowser(server.origin).open("/sign-in");
    const began = performance.now();
    await browser.submit("/sign-in", { username, password: "wrong for sure" });
    const ms = performance.now() - began;
    const html = browser.html.replaceAll(username, "NAME")
      .replace(/name="csrf" value="[\w-]+"/g, 'name="csrf" value="TOKEN"');
    const headers = [...browser.headers].filter(([name]) =>
      !["date", "x-request-id"].includes(name)
    );
    return { ms, answer: JSON.stringify([browser.status, headers, html]) };
  };
  const times: Record<string, number[]> = { maya: [], nils: [] };
  for (let i = 0; i < 7; i++) {
    const there = await ask("maya");
    const absent = await ask("nils");
    assert.equal(absent.answer, there.answer);
    assert.match(there.answer, /^\[422,/);
    times.maya!.push(there.ms);
    times.nils!.push(absent.ms);
  }
  // The quickest of each: whatever else the machine does only adds to it.
  const [there, absent] = Object.values(times).map((all) => Math.min(...all));
  const ratio = Math.max(there! / absent!, absent! / there!);
  assert.ok(ratio < 1.6, `${Math.round(there!)} and ${Math.round(absent!)} ms`);
});
