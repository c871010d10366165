import { family } from "@/lib/kv/family.ts";
import type { DriveFolder, DriveTotal, StoredOwn } from "./drive_model.ts";

/** A person's own files. The reference to the bytes is `blob_use` with the person as holder and the number 1. */
export const driveFiles = family<StoredOwn, [user: string, file: string]>(
  "drive_file",
  { parts: ["user", "file"], holds: "a person's own files" },
);

export const driveFolders = family<
  Omit<DriveFolder, "id">,
  [user: string, folder: string]
>("drive_folder", {
  parts: ["user", "folder"],
  holds: "the folders of a person's own files",
});

/** Whoever changes anything of a drive writes this, so that no two do at once. */
export const driveTotals = family<DriveTotal, [user: string]>("drive_total", {
  parts: ["user"],
  holds: "how many files of their own a person has, and how large together",
});
