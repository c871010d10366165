/** Nothing is left of the files of somebody whose account has ended, but what they shared. */
import type { AccountEnded } from "@/lib/accounts/erase_account.ts";
import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { blobUses } from "./_keys.ts";
import { driveFiles, driveFolders, driveTotals } from "./_drive_keys.ts";
import type { SweepBlob } from "./sweep.ts";

/** Rows dropped by one write; each file leaves a job. */
const BATCH = 100;

/** Does such a job. */
export async function eraseDrive({ user }: AccountEnded): Promise<void> {
  const limit = { limit: BATCH };
  for (let dropped = BATCH; dropped === BATCH;) {
    dropped = await change(async (c) => {
      let count = 0;
      for await (const { key, value } of c.list(driveFiles, [user], limit)) {
        c.drop(driveFiles, key);
        c.drop(blobUses, [value.blob, user, 1, key[1]]);
        later<SweepBlob>(c, { kind: "sweep-blob", blob: value.blob });
        count++;
      }
      return count;
    });
  }
  for (let dropped = BATCH; dropped === BATCH;) {
    dropped = await change(async (c) => {
      let count = 0;
      for await (const { key } of c.list(driveFolders, [user], limit)) {
        c.drop(driveFolders, key);
        count++;
      }
      return count;
    });
  }
  await change((c) => c.drop(driveTotals, [user]));
}
