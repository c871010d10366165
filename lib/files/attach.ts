/** Files come to messages and go with them, in the change that writes the message. */
import { Unavailable } from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import type { Change } from "@/lib/kv/change.ts";
import {
  blobs,
  blobsByDigest,
  blobUses,
  files,
  type StoredFile,
  uploads,
} from "./_keys.ts";
import type { PutBlob } from "./put.ts";
import type { SweepBlob } from "./sweep.ts";

/** Where a file hangs. */
export interface FilePlace {
  readonly conversation: string;
  readonly seq: number;
  readonly file: string;
}

/**
 * Hangs stored bytes on a message. If the same bytes are kept already, those are
 * referred to and the new ones go.
 * @throws Unavailable when they waited so long that they were swept up
 */
export async function attachFile(
  c: Change,
  place: FilePlace,
  put: PutBlob,
  about: Omit<StoredFile, "blob" | "size">,
): Promise<void> {
  const blob = await placeBlob(c, put, about.at);
  hangFile(c, place, { blob, size: put.size, ...about });
}

/** The same for bytes that something refers to already, in the change that ends that. */
export function hangFile(
  c: Change,
  { conversation, seq, file }: FilePlace,
  stored: StoredFile,
): void {
  c.put(blobUses, [stored.blob, conversation, seq, file], true);
  c.put(files, [conversation, seq, file], stored);
}

/**
 * Decides where these bytes are from now on: where the same ones are already, or
 * where they have just been put. Whoever asks writes a reference in this change.
 * @returns the blob to refer to
 * @throws Unavailable when they waited so long that they were swept up
 */
export async function placeBlob(
  c: Change,
  { blob: fresh, digest, size }: PutBlob,
  at: number,
): Promise<string> {
  if (!await c.read(uploads, [fresh])) throw new Unavailable();
  c.drop(uploads, [fresh]);
  const known = await c.read(blobsByDigest, [digest]);
  const kept = known && await c.read(blobs, [known.blob]);
  const blob = known && kept ? known.blob : fresh;
  if (kept) {
    // Written although nothing else changes: a sweep that looks at it now starts over.
    c.put(blobs, [blob], { ...kept, step: kept.step + 1 });
    later<SweepBlob>(c, { kind: "sweep-blob", blob: fresh });
  } else {
    c.put(blobs, [blob], { digest, size, at, step: 0 });
    c.put(blobsByDigest, [digest], { blob });
  }
  return blob;
}

/** Takes all files from a message that is being deleted. Nobody gets them from the commit on. */
export async function dropFiles(
  c: Change,
  conversation: string,
  seq: number,
): Promise<void> {
  // Unchecked: a message gets its files when it is sent and never another one.
  for await (const { key, value } of c.list(files, [conversation, seq])) {
    dropFile(c, key, value.blob);
  }
}

/** The same for one file by its key. */
export function dropFile(
  c: Change,
  key: readonly [conversation: string, seq: number, file: string],
  blob: string,
): void {
  c.drop(files, key);
  c.drop(blobUses, [blob, ...key]);
  later<SweepBlob>(c, { kind: "sweep-blob", blob });
}
