import assert from "node:assert/strict";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import { startProcess } from "../../support/kill.ts";

const holder = new URL("_holder.ts", import.meta.url).pathname;

/** Only what the server itself is allowed. */
function hold(folder: string) {
  return startProcess([
    "run",
    "--no-prompt",
    "--no-check",
    "--allow-read=./data",
    "--allow-write=./data",
    holder,
    "./data",
  ], { cwd: folder });
}

Deno.test("lockFolder() makes the folder, and lets it be taken again once released", async () => {
  const folder = await Deno.makeTempDir();
  const data = `${folder}/data`;
  const release = await lockFolder(data, "http://localhost:8000");
  assert.equal((await Deno.stat(data)).mode! & 0o777, 0o700);
  await assert.rejects(lockFolder(data), (error: Error) => {
    assert.ok(error instanceof FolderInUse);
    assert.match(error.message, /in use by another Parley/);
    assert.match(error.message, new RegExp(`process ${Deno.pid}, http://`));
    assert.match(error.message, /DATA_DIR/);
    return true;
  });
  await release();
  await (await lockFolder(data))();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("lockFolder() refuses a second process, until the first is killed", async () => {
  const folder = await Deno.makeTempDir();
  const first = hold(folder);
  assert.equal(await first.line(), "locked");
  const second = hold(folder);
  assert.equal(await second.line(), null);
  assert.equal(await second.ended, 1);
  assert.match(await second.errors(), /FolderInUse: .*process \d+, http/);
  await first.killHard();
  const third = hold(folder);
  assert.equal(await third.line(), "locked");
  await third.killHard();
  await Deno.remove(folder, { recursive: true });
});
