import assert from "node:assert/strict";
import { list, read } from "@/lib/kv/read.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { startProcess } from "../../support/kill.ts";
import { counters, rows } from "./_stage.ts";

const sender = new URL("_sender.ts", import.meta.url).pathname;
const CYCLES = 6;

Deno.test("kill -9 loses no acknowledged change, doubles none and leaves no gap", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/test.db`;
  const acknowledged = new Map<string, number>();
  let total = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const running = startProcess(
      ["run", "-A", "--no-check", "--unstable-kv", sender, path, `${cycle}`],
    );
    // Each cycle ends at another moment of the work.
    const deaths = 50 + Math.floor(Math.random() * 400);
    let killed: Promise<void> | undefined;
    for (let n = 0;; n++) {
      const line = await running.line();
      if (line === null) break;
      const [place, seq] = line.split(" ");
      // The last line may have been cut by the kill.
      if (place && seq && !killed) acknowledged.set(place, Number(seq));
      total++;
      if (n === deaths) killed = running.killHard();
    }
    await killed;
  }
  assert.ok(killedEnough(total), `only ${total} changes were acknowledged`);
  using store = await openStore(path, "a secret of tests");
  await withStore(store, async () => {
    for (const [place, seq] of acknowledged) {
      const last = await read(counters, [place]) ?? 0;
      assert.ok(last >= seq, `${place}: ${seq} acknowledged, ${last} there`);
      let expected = 1;
      for await (const { key } of list(rows, [place])) {
        assert.equal(key[1], expected++);
      }
      assert.equal(expected - 1, last);
    }
  });
  await Deno.remove(folder, { recursive: true });
});

function killedEnough(total: number): boolean {
  return total >= CYCLES * 50;
}
