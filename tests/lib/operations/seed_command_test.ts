import assert from "node:assert/strict";
import { lockFolder } from "@/lib/kv/lock.ts";

const root = new URL("../../..", import.meta.url);

/** Runs the command on a folder. */
async function seed(dataDir: string, ...options: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "-A",
      "--no-check",
      "lib/operations/seed.ts",
      ...options,
    ],
    cwd: root,
    env: { DATA_DIR: dataDir, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  // What the runtime says of its own cache is not the command's word.
  const error = text(stderr).replace(/^Download .*\n/gm, "");
  return { code, out: text(stdout), error };
}

Deno.test("the seed command fills an empty folder, and says who is there and what to do next", async () => {
  const folder = await Deno.makeTempDir({ prefix: "parley-seed-" });
  try {
    const first = await seed(folder, "--messages=20", "--log=10");
    assert.equal(first.code, 0, first.error);
    for (
      const word of ["maya", "نور", "calm harbour morning", "deno task start"]
    ) {
      assert.ok(first.out.includes(word), word);
    }
    assert.equal(first.error, "");
    const second = await seed(folder, "--messages=20", "--log=10");
    assert.equal(second.code, 1);
    assert.match(second.error, /already has accounts.*DATA_DIR/);
    const release = await lockFolder(folder, "http://localhost:8000");
    const third = await seed(folder);
    await release();
    assert.equal(third.code, 3);
    assert.match(third.error, /in use by another Parley/);
    const odd = await seed(folder, "--all");
    assert.equal(odd.code, 2);
    assert.match(odd.error, /--messages=NUMBER/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
