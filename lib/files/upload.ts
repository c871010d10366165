/** Bytes that have arrived whole and wait for the message that they go with. */
import type { User } from "@/lib/accounts/model.ts";
import { Invalid, Unavailable } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { blobUses, uploads, uploadStep } from "./_keys.ts";
import { placeBlob } from "./attach.ts";
import { kindOf, SNIFFED } from "./kind.ts";
import { fileName } from "./name.ts";
import { putClean } from "./_put_clean.ts";
import { abandonBlob, type PutBlob, putBlob } from "./put.ts";
import { ABANDONED, RESUMABLE, type SweepBlob } from "./sweep.ts";

/** A file somebody has sent, and nobody can see yet. */
export interface Upload {
  /** Also the id of the file, once it hangs on a message. */
  readonly id: string;
  /** Where its bytes are. */
  readonly blob: string;
  readonly name: string;
  /** What its first bytes say it is. */
  readonly type: string;
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

/** Forgets an upload that nobody has used. */
export interface ExpireUpload extends Job {
  readonly kind: "expire-upload";
  readonly upload: string;
}

/**
 * Takes a file in. It goes by itself if nothing refers to it within an hour.
 * Photos and films lose what tells of place and camera, whoever sent them.
 * @param name as the device calls it
 * @param original its sender wants it kept as it is
 * @throws whatever the source throws; nothing is left of it then
 */
export async function takeUpload(
  user: User,
  name: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  original = false,
): Promise<Upload> {
  const head: number[] = [];
  const came = await putBlob(watched(source, head));
  const type = kindOf(new Uint8Array(head));
  const put = original ? came : await putClean(came, type, name);
  if (put !== came) await abandonBlob(came.blob);
  return await keepUpload(user, put, {
    name: fileName(name) || "file",
    type,
  });
}

/**
 * Bytes that are all here wait for their message from now on, for an hour.
 * @param id of the upload, where they came under another one than they have now
 * @throws Unavailable when they have been swept up
 */
export async function keepUpload(
  user: Pick<User, "id">,
  put: PutBlob,
  named: { readonly name: string; readonly type: string },
  id = put.blob,
): Promise<Upload> {
  const { size, digest } = put;
  const about = { ...named, size, digest };
  const at = Date.now();
  return await change(async (c) => {
    if (id !== put.blob) {
      if (!(await c.read(uploads, [id]))?.arriving) throw new Unavailable();
      later<SweepBlob>(c, { kind: "sweep-blob", blob: id });
    }
    const blob = await placeBlob(c, put, at);
    const whole = { blob, ...about };
    c.put(uploads, [id], { at, by: user.id, whole });
    c.put(blobUses, [blob, user.id, 0, id], true);
    later<ExpireUpload>(c, { kind: "expire-upload", upload: id }, {
      delay: ABANDONED,
    });
    return { id, ...whole };
  });
}

async function* watched(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  head: number[],
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of source) {
    const room = SNIFFED - head.length;
    if (room > 0) head.push(...piece.subarray(0, room));
    yield piece;
  }
}

/**
 * A whole upload of this person.
 * @returns null for somebody else's, one that is not whole, and one that has gone
 */
export async function findUpload(
  user: User,
  id: string,
  c?: Change,
): Promise<Upload | null> {
  const row = c ? await c.peek(uploads, [id]) : await read(uploads, [id]);
  if (!row?.whole || row.by !== user.id) return null;
  return { id, ...row.whole };
}

/** Those of these uploads that are this person's and still here. */
export async function findUploads(
  user: User,
  ids: readonly string[],
): Promise<Upload[]> {
  const found = await Promise.all(
    [...new Set(ids)].map((id) => findUpload(user, id)),
  );
  return found.filter((one) => one !== null);
}

/** @throws Invalid at `files` when one of them is not there any more */
export async function demandUploads(
  user: User,
  ids: readonly string[],
): Promise<Upload[]> {
  const found = await findUploads(user, ids);
  if (found.length < new Set(ids).size) {
    throw new Invalid({ files: { key: "file.error.gone" } });
  }
  return found;
}

/**
 * Uses uploads in this change, whatever their number, so that nobody else can.
 * @throws Invalid at `files` when one of them is not there any more
 */
export async function useUploads(
  c: Change,
  user: User,
  used: readonly Upload[],
): Promise<void> {
  c.put(uploadStep, [user.id], (await c.read(uploadStep, [user.id]) ?? 0) + 1);
  for (const { id, blob } of used) {
    // Peeked: whoever takes one away writes the row above.
    if (!await findUpload(user, id, c)) {
      throw new Invalid({ files: { key: "file.error.gone" } });
    }
    c.drop(uploads, [id]);
    c.drop(blobUses, [blob, user.id, 0, id]);
  }
}

/** Somebody does not want to send it after all. Again does nothing. */
export async function dropUpload(
  user: Pick<User, "id">,
  id: string,
): Promise<void> {
  await change(async (c) => {
    const row = await c.read(uploads, [id]);
    if (!row?.whole || row.by !== user.id) return;
    const { blob } = row.whole;
    c.put(
      uploadStep,
      [user.id],
      (await c.read(uploadStep, [user.id]) ?? 0) + 1,
    );
    c.drop(uploads, [id]);
    c.drop(blobUses, [blob, user.id, 0, id]);
    later<SweepBlob>(c, { kind: "sweep-blob", blob });
  });
}

/** Does such a job; one that is still arriving is looked at again later. */
export async function expireUpload(job: ExpireUpload): Promise<void> {
  const { upload } = job;
  const row = await read(uploads, [upload]);
  if (row?.by === undefined) return;
  const delay = row.at + RESUMABLE - Date.now();
  if (row.whole) await dropUpload({ id: row.by }, upload);
  else if (delay > 0) await change((c) => later(c, job, { delay }));
  else await abandonBlob(upload);
}
