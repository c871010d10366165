/** A data folder whose key was lost or changed: said in one sentence, and nothing touched. */
import assert from "node:assert/strict";
import { root, serverArguments, startServer } from "@/tests/support/server.ts";
import { startProcess } from "@/tests/support/kill.ts";
import { signInAt, signUpAt } from "@/tests/support/talkers.ts";

/** Every file of a folder and what it holds. */
async function imageOf(folder: string): Promise<Map<string, string>> {
  const image = new Map<string, string>();
  for await (const { name } of Deno.readDir(folder)) {
    const bytes = await Deno.readFile(`${folder}/${name}`);
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    // Whoever looks at a store leaves empty companions of it behind.
    if (bytes.length > 0) image.set(name, new Uint8Array(hash).toHex());
  }
  return new Map([...image].sort());
}

/** Starts a server that is to refuse. */
async function refusalOf(
  dataDir: string,
  env: Record<string, string>,
): Promise<{ code: number; said: string }> {
  const process = startProcess(await serverArguments(dataDir), {
    cwd: root,
    env: { PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "error", ...env },
  });
  assert.equal(await process.line(), null);
  const code = await process.ended;
  return { code, said: (await process.errors()).trim() };
}

Deno.test("H8 a server with another SECRET_KEY refuses to start in one sentence and changes nothing; with its own it goes on", async () => {
  await using server = await startServer();
  const { origin, dataDir } = server;
  await signUpAt(origin, "maya");
  assert.equal(await server.stop(), 0);
  const before = await imageOf(dataDir);
  assert.ok(before.has("parley.db") && before.has("secret.key"));
  const other = await refusalOf(dataDir, {
    SECRET_KEY: "another secret, as long as one has to be",
  });
  assert.equal(other.code, 3);
  assert.match(other.said, /^The store was made with another SECRET_KEY/);
  assert.equal(other.said.split("\n").length, 1);
  assert.equal(
    (await imageOf(dataDir)).get("parley.db"),
    before.get("parley.db"),
  );

  const key = await Deno.readTextFile(`${dataDir}/secret.key`);
  await Deno.remove(`${dataDir}/secret.key`);
  const lost = await refusalOf(dataDir, {});
  assert.equal(lost.code, 2);
  assert.match(lost.said, /secret\.key is missing.*put the key back/);
  assert.equal(lost.said.split("\n").length, 1);
  const after = await imageOf(dataDir);
  assert.ok(!after.has("secret.key"), "no new key stands in its place");
  assert.equal(after.get("parley.db"), before.get("parley.db"));

  await Deno.writeTextFile(`${dataDir}/secret.key`, key);
  const again = await server.again();
  await signInAt(again.origin, "maya");
  await again.stop();
});
