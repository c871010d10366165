/** Hangs what a draft brings along on its message, in the write of the message. */
import type { User } from "@/lib/accounts/model.ts";
import type { Attached, Entry } from "@/lib/conversations/model.ts";
import { attachFile, hangFile } from "@/lib/files/attach.ts";
import { touchBlob } from "@/lib/files/keep.ts";
import { type Upload, useUploads } from "@/lib/files/upload.ts";
import type { Change } from "@/lib/kv/change.ts";
import type { Draft } from "./draft.ts";

/** What the message says of a file. */
export function attachedOf({ id, name, type, size }: Upload): Attached {
  return { file: id, name, type, size };
}

/** @throws Invalid at `files` when one of them has gone meanwhile */
export async function attachTo(
  c: Change,
  sender: User,
  { conversation, seq, author, at, until }: Entry,
  { voice, files = [], shared }: Draft,
): Promise<void> {
  const of = { by: author, at, ...(until === undefined ? {} : { until }) };
  const place = { conversation, seq };
  if (voice) {
    const { said: { file, type }, put } = voice;
    await attachFile(c, { ...place, file }, put, { type, ...of });
  }
  if (files.length === 0) return;
  if (shared) { for (const { blob } of files) await touchBlob(c, blob); }
  else await useUploads(c, sender, files);
  for (const { id, blob, name, type, size } of files) {
    hangFile(c, { ...place, file: id }, { blob, name, type, size, ...of });
  }
}
