import type { User } from "@/lib/accounts/model.ts";
import { everyOwn, findOwn } from "@/lib/files/drive.ts";
import { ownPath } from "@/lib/files/export_drive.ts";
import { openBlob } from "@/lib/files/open.ts";
import type { ZippedFile } from "@/lib/http/zip.ts";
import { NotFound } from "@/lib/errors.ts";

/** The bytes of a person's own files. One that goes meanwhile is left out. */
export async function* ownFiles(
  user: User,
): AsyncGenerator<ZippedFile, void> {
  for (const { id } of await everyOwn(user)) {
    try {
      const file = await findOwn(user, id);
      const pieces = await openBlob(file.blob, {
        first: 0,
        last: file.size - 1,
      });
      yield { name: ownPath(file), pieces, packed: true };
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
}
