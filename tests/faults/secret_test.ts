/** Another key for a data folder that is in use: by the commands, killed in the middle, and with the setting. */
import assert from "node:assert/strict";
import { startProcess } from "@/tests/support/kill.ts";
import { root, startServer } from "@/tests/support/server.ts";
import { signInAt, signUpAt } from "@/tests/support/talkers.ts";
import { openStore, StoreRefused } from "@/lib/kv/store.ts";

const [EARLIER, LATER] = ["earlier", "later"]
  .map((one) => `the ${one} key, as long as one has to be`) as [string, string];

/** Begins one of the two commands on a folder. */
function begin(
  command: "change" | "settle",
  DATA_DIR: string,
  env: Record<string, string> = {},
) {
  return startProcess(
    ["run", "-A", "--no-check", "lib/operations/secret.ts", command],
    { cwd: root, env: { DATA_DIR, ...env } },
  );
}

async function run(...of: Parameters<typeof begin>) {
  const process = begin(...of);
  const said = await process.line();
  return { code: await process.ended, said, wrong: await process.errors() };
}

const keyIn = async (folder: string) =>
  (await Deno.readTextFile(`${folder}/secret.key`)).trim();

async function opens(folder: string, secret: string): Promise<boolean> {
  try {
    using _ = await openStore(`${folder}/parley.db`, secret);
    return true;
  } catch (error) {
    if (error instanceof StoreRefused) return false;
    throw error;
  }
}

Deno.test("H8 the key of a data folder is changed by one command, and whoever was signed in still is", async () => {
  await using server = await startServer();
  const { dataDir } = server;
  const maya = await signUpAt(server.origin, "maya");
  const busy = await run("change", dataDir);
  assert.equal(busy.code, 3, "not while the server runs");
  assert.match(busy.wrong, /is in use by another Parley/);
  assert.equal(await server.stop(), 0);
  const before = await keyIn(dataDir);
  const { code, said } = await run("change", dataDir);
  assert.equal(code, 0);
  assert.match(said!, /^A new key is in /);
  const after = await keyIn(dataDir);
  assert.notEqual(after, before);
  const { mode } = await Deno.stat(`${dataDir}/secret.key`);
  assert.equal(mode! & 0o777, 0o600);
  assert.equal(await opens(dataDir, before), false);
  const again = await server.again();
  try {
    // The very session, and the password anew: what hangs on the key is what it was.
    assert.match((await maya.browser.open("/settings/profile")).html, /maya/);
    await signInAt(again.origin, "maya");
  } finally {
    await again.stop();
  }
});

Deno.test("H8 kill -9 at any moment of a change of the key leaves a key in place that opens the store", async () => {
  await using server = await startServer();
  const { dataDir } = server;
  await signUpAt(server.origin, "maya");
  assert.equal(await server.stop(), 0);
  const seen = new Set([await keyIn(dataDir)]);
  const whole = performance.now();
  assert.equal((await run("change", dataDir)).code, 0);
  const took = performance.now() - whole;
  for (let i = 0; i < 16; i++) {
    const process = begin("change", dataDir);
    // The deed itself is the last part of the run.
    const ms = took * (0.5 + 0.5 * i / 15);
    await new Promise((done) => setTimeout(done, ms));
    await process.killHard();
    const key = await keyIn(dataDir);
    seen.add(key);
    assert.ok(await opens(dataDir, key), `killed after ${ms} ms`);
  }
  assert.equal((await run("settle", dataDir)).code, 0);
  const last = await keyIn(dataDir);
  assert.ok(await opens(dataDir, last));
  for (const key of seen) {
    if (key !== last) assert.equal(await opens(dataDir, key), false);
  }
});

Deno.test("H8 where SECRET_KEY is set both keys open the store until it is settled, and a wrong or short one changes nothing", async () => {
  await using server = await startServer({ env: { SECRET_KEY: EARLIER } });
  const { dataDir } = server;
  await signUpAt(server.origin, "maya");
  assert.equal(await server.stop(), 0);
  const change = (SECRET_KEY: string, NEW_SECRET_KEY?: string) =>
    run("change", dataDir, {
      SECRET_KEY,
      ...(NEW_SECRET_KEY === undefined ? {} : { NEW_SECRET_KEY }),
    });
  assert.match((await change(EARLIER)).wrong, /put it into NEW_SECRET_KEY/);
  assert.match((await change(EARLIER, "short")).wrong, /at least 32/);
  assert.match((await change(EARLIER, EARLIER)).wrong, /another key than now/);
  assert.equal((await change(LATER, EARLIER)).code, 3);
  assert.equal(await opens(dataDir, LATER), false);
  const changed = await change(EARLIER, LATER);
  assert.equal(changed.code, 0, changed.wrong);
  assert.match(changed.said!, /opens with both keys now/);
  assert.ok(await opens(dataDir, EARLIER) && await opens(dataDir, LATER));
  const settled = await run("settle", dataDir, { SECRET_KEY: LATER });
  assert.equal(settled.code, 0);
  assert.equal(await opens(dataDir, EARLIER), false);
  assert.ok(await opens(dataDir, LATER));
});
