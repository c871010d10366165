/** What a person takes along of their own files. */
import type { User } from "@/lib/accounts/model.ts";
import { everyOwn, listDriveFolders } from "./drive.ts";

/** Where the bytes of one lie in the download. */
export function ownPath({ id, name }: { id: string; name: string }): string {
  return `files/own-${id}-${name}`;
}

/** Plain data. */
export async function exportDrive(user: User) {
  const [folders, files] = await Promise.all([
    listDriveFolders(user),
    everyOwn(user),
  ]);
  return {
    folders,
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      type: file.type,
      size: file.size,
      at: new Date(file.at).toISOString(),
      folder: file.folder ?? null,
      starred: file.star ?? false,
      inBinSince: file.binned === undefined
        ? null
        : new Date(file.binned).toISOString(),
      path: ownPath(file),
    })),
  };
}
