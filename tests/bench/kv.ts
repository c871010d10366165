/**
 * What group commit is worth: the same small changes on one file, each alone
 * and many at once, in one run. Prints `name value ratio goal pass|FAIL`.
 */
import { change } from "@/lib/kv/change.ts";
import { family } from "@/lib/kv/family.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";

interface Tip {
  readonly seq: number;
  readonly text: string;
}

const tips = family<Tip, [conversation: number]>("bench_tip", {
  parts: ["conversation"],
  holds: "a counter with a check, as a send has one",
});
const rows = family<Tip, [conversation: number, seq: number]>("bench_row", {
  parts: ["conversation", "seq"],
  holds: "a row as a send writes one",
});

const CONVERSATIONS = 1_000;
const ROUNDS = 40;
const ALONE = 2_000;
/** Sealing is work for each change, shared commit or not. */
const GOAL = 4;

function send(conversation: number): Promise<void> {
  return change(async (c) => {
    const seq = ((await c.read(tips, [conversation]))?.seq ?? 0) + 1;
    const tip = { seq, text: "See you at the harbour at eight" };
    c.put(rows, [conversation, seq], tip);
    c.put(tips, [conversation], tip);
  }, { queue: `bench:${conversation}` });
}

async function perSecond(n: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return Math.round(n / (performance.now() - start) * 1_000);
}

/** Measures and prints; true when the goal is met. */
export async function bench(folder: string): Promise<boolean> {
  const store = await openStore(`${folder}/bench.db`, "a secret of benches");
  try {
    return await withStore(store, async () => {
      await send(0);
      const alone = await perSecond(ALONE, async () => {
        for (let i = 0; i < ALONE; i++) await send(i % CONVERSATIONS);
      });
      const grouped = await perSecond(CONVERSATIONS * ROUNDS, async () => {
        const each = Array.from({ length: CONVERSATIONS }, async (_, i) => {
          for (let round = 0; round < ROUNDS; round++) await send(i);
        });
        await Promise.all(each);
      });
      const ratio = grouped / alone;
      const verdict = ratio >= GOAL ? "pass" : "FAIL";
      console.log(`kv.alone ${alone}/s 1.0 - -`);
      console.log(
        `kv.grouped ${grouped}/s ${ratio.toFixed(1)} >=${GOAL} ${verdict}`,
      );
      return verdict === "pass";
    });
  } finally {
    store.close();
  }
}

if (import.meta.main) {
  const folder = await Deno.makeTempDir();
  try {
    if (!await bench(folder)) Deno.exitCode = 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
