/** Erases what somebody kept for themselves among messages: a range for each user. */
import { change } from "@/lib/kv/change.ts";
import type { Family } from "@/lib/kv/family.ts";
import { follows, notices, scheduled } from "./_keys.ts";
import { eraseSavesBy } from "./erase_saved.ts";

/** Families of which each user has a range. */
const OWN_RANGES = [scheduled, notices, follows] as unknown as readonly Family<
  unknown,
  readonly [user: string, ...Deno.KvKeyPart[]]
>[];

/** Rows dropped by one write. */
const BATCH = 200;

/** Drops all of it. */
export async function eraseOwnRows(user: string): Promise<void> {
  await eraseSavesBy(user);
  for (const family of OWN_RANGES) {
    for (let count = BATCH; count === BATCH;) {
      count = await change(async (c) => {
        let dropped = 0;
        for await (const { key } of c.list(family, [user], { limit: BATCH })) {
          c.drop(family, key);
          dropped++;
        }
        return dropped;
      });
    }
  }
}
