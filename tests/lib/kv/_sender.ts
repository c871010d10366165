/**
 * A process that writes for as long as it lives, ten changes at a time, and
 * says each number only when its change has resolved.
 */
import { change } from "@/lib/kv/change.ts";
import { openStore, useStore } from "@/lib/kv/store.ts";
import { counters, rows } from "./_stage.ts";

const [path, cycle] = Deno.args as [string, string];
useStore(await openStore(path, "a secret of tests"));
await Promise.all(
  Array.from({ length: 10 }, async (_, i) => {
    const place = `${i}`;
    for (;;) {
      const n = await change(async (c) => {
        const next = (await c.read(counters, [place]) ?? 0) + 1;
        c.put(counters, [place], next);
        c.put(rows, [place, next], { text: cycle });
        return next;
      });
      console.log(`${place} ${n}`);
    }
  }),
);
