/** Files become a person's own: uploads, and those of messages, which are not sent again. */
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { isOver } from "@/lib/conversations/log_model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { Invalid, NotFound } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { changeDrive } from "./_drive_change.ts";
import { driveFiles } from "./_drive_keys.ts";
import { blobs, files } from "./_keys.ts";
import type { FilePlace } from "./attach.ts";
import { findDriveFolder } from "./drive.ts";
import { demandUploads, useUploads } from "./upload.ts";

/** @throws Invalid at `files` when there is none; NotFound for a folder that has gone */
export async function keepUploads(
  user: User,
  ids: readonly string[],
  folder: string | undefined,
): Promise<void> {
  const uploads = await demandUploads(user, ids);
  if (uploads.length === 0) {
    throw new Invalid({ files: { key: "file.error.none" } });
  }
  const at = Date.now();
  await changeDrive(user, async (c, drive) => {
    if (folder) await findDriveFolder(user, folder, c);
    await useUploads(c, user, uploads);
    for (const { id, blob, name, type, size } of uploads) {
      const where = folder ? { folder } : {};
      drive.add({ id, blob, name, type, size, at, ...where });
    }
  });
}

/**
 * Keeps a file of a message. From then on it is this person's, whatever becomes
 * of the message. Again is once, and takes it out of the bin.
 * @returns its id
 * @throws NotFound for whoever may not read the message
 */
export async function keepFile(
  user: User,
  { conversation, seq, file }: FilePlace,
): Promise<string> {
  const [fresh, at] = [newId(), Date.now()];
  return await changeDrive(user, async (c, drive) => {
    const { member } = await findConversation(user, conversation, {
      within: c,
    });
    demandReadable(member, seq);
    const found = await c.read(files, [conversation, seq, file]);
    // What is to vanish for everybody would not.
    if (!found?.name || isOver(found, at) || found.until !== undefined) {
      throw new NotFound({ key: "error.not_found" });
    }
    const { blob, type, size, name } = found;
    const own = await c.read(driveFiles, [user.id, file]);
    if (own?.blob === blob) {
      const { binned: _, ...rest } = own;
      c.put(driveFiles, [user.id, file], rest);
      return file;
    }
    await touchBlob(c, blob);
    // A later version has the id of the first.
    const id = own ? fresh : file;
    drive.add({ id, blob, type, size, at, name });
    return id;
  });
}

/**
 * Whoever refers to bytes anew writes their row: a sweep that looks at it now
 * starts over. @throws NotFound when they have just gone
 */
export async function touchBlob(c: Change, blob: string): Promise<void> {
  const kept = await c.read(blobs, [blob]);
  if (!kept) throw new NotFound({ key: "error.not_found" });
  c.put(blobs, [blob], { ...kept, step: kept.step + 1 });
}

/** SHA-256 of bytes that are kept. @throws NotFound when they have gone */
export async function digestOf(blob: string): Promise<string> {
  const kept = await read(blobs, [blob]);
  if (!kept) throw new NotFound({ key: "error.not_found" });
  return kept.digest;
}
