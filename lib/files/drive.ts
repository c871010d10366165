/** Questions about a person's own files. Others' look like none. */
import type { User } from "@/lib/accounts/model.ts";
import { NotFound } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { driveFiles, driveFolders, driveTotals } from "./_drive_keys.ts";
import {
  type DriveFolder,
  inOrder,
  isWanted,
  type OwnFile,
  type Wanted,
} from "./drive_model.ts";

/** All of them, those in the bin too. */
export async function everyOwn(user: Pick<User, "id">): Promise<OwnFile[]> {
  const found: OwnFile[] = [];
  for await (const { key, value } of list(driveFiles, [user.id])) {
    found.push({ id: key[1], ...value });
  }
  return found;
}

/** Those that are asked for, in order. */
export async function listOwn(
  user: User,
  wanted: Wanted,
  { language, now }: { readonly language: string; readonly now: number },
): Promise<OwnFile[]> {
  const files = await everyOwn(user);
  const those = files.filter((file) => isWanted(file, wanted, now));
  return inOrder(those, wanted.sort, language);
}

/** By name. */
export async function listDriveFolders(user: User): Promise<DriveFolder[]> {
  const found: DriveFolder[] = [];
  for await (const { key, value } of list(driveFolders, [user.id])) {
    found.push({ id: key[1], ...value });
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Bytes of all of somebody's files, the bin included. */
export async function driveSize(user: User): Promise<number> {
  return (await read(driveTotals, [user.id]))?.size ?? 0;
}

/**
 * @param c checks that it stays as it is
 * @throws NotFound
 */
export async function findOwn(
  user: Pick<User, "id">,
  id: string,
  c?: Change,
): Promise<OwnFile> {
  const key = [user.id, id] as const;
  const found = c ? await c.read(driveFiles, key) : await read(driveFiles, key);
  if (!found) throw new NotFound({ key: "error.not_found" });
  return { id, ...found };
}

/** @throws NotFound for one that is not there */
export async function findDriveFolder(
  user: User,
  id: string,
  c?: Change,
): Promise<DriveFolder> {
  const key = [user.id, id] as const;
  const found = c
    ? await c.read(driveFolders, key)
    : await read(driveFolders, key);
  if (!found) throw new NotFound({ key: "error.not_found" });
  return { id, ...found };
}
