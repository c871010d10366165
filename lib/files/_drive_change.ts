/** Changes of a person's own files: one after the other, with their sum kept. */
import type { User } from "@/lib/accounts/model.ts";
import { Conflict } from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { blobUses } from "./_keys.ts";
import { driveFiles, driveTotals } from "./_drive_keys.ts";
import { DRIVE_FILES, type OwnFile } from "./drive_model.ts";
import type { SweepBlob } from "./sweep.ts";

/** A change under way. */
export interface DriveChange {
  /** @throws Conflict when there are too many */
  add(file: OwnFile): void;
  drop(file: OwnFile): void;
}

/** Who changes a drive writes its sum, so two that meet come one after the other. */
export async function changeDrive<R>(
  user: Pick<User, "id">,
  deed: (c: Change, drive: DriveChange) => Promise<R>,
): Promise<R> {
  return await change(async (c) => {
    const before = await c.read(driveTotals, [user.id]);
    let { files, size } = before ?? { files: 0, size: 0 };
    const result = await deed(c, {
      add({ id, ...stored }) {
        if (++files > DRIVE_FILES) {
          throw new Conflict({
            key: "drive.error.many",
            values: { limit: DRIVE_FILES },
          });
        }
        size += stored.size;
        c.put(driveFiles, [user.id, id], stored);
        c.put(blobUses, [stored.blob, user.id, 1, id], true);
      },
      drop({ id, ...stored }) {
        files--;
        size -= stored.size;
        c.drop(driveFiles, [user.id, id]);
        c.drop(blobUses, [stored.blob, user.id, 1, id]);
        later<SweepBlob>(c, { kind: "sweep-blob", blob: stored.blob });
      },
    });
    c.put(driveTotals, [user.id], {
      files,
      size,
      step: (before?.step ?? 0) + 1,
    });
    return result;
  }, { queue: `drive ${user.id}` });
}
