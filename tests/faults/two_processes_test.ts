import assert from "node:assert/strict";
import { startProcess } from "@/tests/support/kill.ts";
import { readAll } from "@/tests/support/readers.ts";
import {
  freePort,
  root,
  serverArguments,
  startServer,
} from "@/tests/support/server.ts";
import { signUpAt } from "@/tests/support/talkers.ts";

Deno.test("K2 a second process on the same folder exits 3 with one clear sentence, and the first goes on", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  await maya.send(conversation, "before the second process");

  const env = { PORT: String(freePort()), DATA_DIR: server.dataDir };
  const args = await serverArguments(server.dataDir, env);
  const second = startProcess(args, { cwd: root, env });
  assert.equal(await second.ended, 3);
  assert.equal(await second.line(), null);
  const said = (await second.errors()).trim();
  assert.match(said, /^The data folder .+ is in use by another Parley .*\.$/);
  assert.equal(said.split("\n").length, 1);
  assert.ok(said.includes(server.dataDir));

  const post = await maya.send(conversation, "after it");
  assert.equal(post.outcome, "acknowledged");
  const { rows } = await readAll(maya.browser, conversation);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "text").map(({ text }) => text),
    ["before the second process", "after it"],
  );
});

Deno.test("K2 a folder is free again after its process was killed", async () => {
  const server = await startServer();
  await server.process.killHard();
  await using again = await startServer({
    dataDir: server.dataDir,
    port: server.port,
  });
  const response = await fetch(`${again.origin}/healthz`);
  await response.body?.cancel();
  assert.equal(response.status, 200);
});
