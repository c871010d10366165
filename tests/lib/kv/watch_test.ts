import assert from "node:assert/strict";
import { watch } from "@/lib/kv/watch.ts";
import { counters, increment, kvTest } from "./_stage.ts";

/** Waits until it is so. */
async function until(so: () => boolean): Promise<void> {
  for (let tries = 0; !so(); tries++) {
    if (tries > 400) assert.fail(`Never came: ${so}`);
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

kvTest(
  "watch() tells of each row as it is and as it becomes, over any number of keys",
  async () => {
    await increment("3");
    const seen = new Map<string, number | null>();
    let calls = 0;
    const keys = Array.from({ length: 25 }, (_, i): [string] => [`${i}`]);
    const stop = watch(counters, keys, ([name], entry) => {
      calls++;
      seen.set(name, entry?.value ?? null);
    });
    await until(() => seen.size === 25);
    assert.equal(calls, 25);
    assert.equal(seen.get("3"), 1);
    assert.equal(seen.get("24"), null);
    await increment("3");
    await increment("24");
    await until(() => seen.get("3") === 2 && seen.get("24") === 1);
    assert.equal(calls, 27);
    stop();
    await increment("3");
    await new Promise((wake) => setTimeout(wake, 30));
    assert.equal(seen.get("3"), 2);
  },
);

kvTest("watch() ends quietly when its store is closed", async (store) => {
  let calls = 0;
  watch(counters, [["a"]], () => calls++);
  await until(() => calls === 1);
  const { error } = console;
  const said: unknown[] = [];
  console.error = (...words: unknown[]) => said.push(words);
  try {
    store.close();
    await new Promise((wake) => setTimeout(wake, 30));
  } finally {
    console.error = error;
  }
  assert.deepEqual(said, []);
  // The stage closes its store too.
  store.close = () => {};
});
