import assert from "node:assert/strict";
import { until } from "./stage.ts";

/** An instance in a thread of its own; what it tells is kept. */
class Instance {
  seqs: number[] = [];
  sent = 0;
  readonly ready: Promise<void>;
  readonly #worker = new Worker(
    new URL("./bridge_worker.ts", import.meta.url),
    { type: "module" },
  );

  constructor(path: string) {
    this.ready = new Promise((done) => {
      this.#worker.onmessage = ({ data }) => {
        if (data.ready) done();
        if (data.sent) this.sent++;
        if (data.seqs) this.seqs = data.seqs;
      };
    });
    this.#worker.postMessage({ open: path });
  }

  send(text: string): void {
    this.#worker.postMessage({ send: text });
  }

  stop(): void {
    this.#worker.terminate();
  }
}

Deno.test("two instances on one store see each other's messages once and in order", async () => {
  const folder = await Deno.makeTempDir();
  const instances = [1, 2].map(() => new Instance(`${folder}/parley.db`));
  const [one, two] = instances;
  try {
    await Promise.all(instances.map(({ ready }) => ready));
    // In turn: two connections that write one file at once only wait for its lock.
    for (let n = 1; n <= 20; n++) {
      one!.send(`one ${n}`);
      await until(() => one!.sent === n);
      two!.send(`two ${n}`);
      await until(() => two!.sent === n);
    }
    await until(() => instances.every(({ seqs }) => seqs.length >= 40));
    const all = Array.from({ length: 40 }, (_, i) => i + 1);
    assert.deepEqual(instances.map(({ sent }) => sent), [20, 20]);
    assert.deepEqual(one!.seqs, all);
    assert.deepEqual(two!.seqs, all);
  } finally {
    for (const instance of instances) instance.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
