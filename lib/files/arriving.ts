/** Files that come in several requests: begun, asked after, given up. */
import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import type { User } from "@/lib/accounts/model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { NotFound, TooLarge } from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { type StoredUpload, uploads } from "./_keys.ts";
import { stopStalled, stopWriting } from "./_writing.ts";
import { finish } from "./continue_upload.ts";
import { fileName } from "./name.ts";
import { abandonBlob } from "./put.ts";
import { ABANDONED, RESUMABLE } from "./sweep.ts";
import { dropUpload, type ExpireUpload } from "./upload.ts";

/** How far an upload has come. */
export interface Arriving {
  readonly id: string;
  /** Bytes that are kept for certain. */
  readonly offset: number;
  readonly length: number;
  /** When it goes by itself. */
  readonly until: number;
}

/**
 * Begins one. Nothing has come yet.
 * @throws TooLarge for more than the administrator allows
 */
export async function beginUpload(
  user: User,
  { name: typed, length }: { readonly name: string; readonly length: number },
): Promise<Arriving> {
  const { megabytes } = await findFileLimits();
  const name = fileName(typed) || "file";
  if (length > megabytes * 1_000_000) {
    const values = { name, limit: megabytes };
    throw new TooLarge({ key: "file.error.over", values });
  }
  const id = newId();
  const row: StoredUpload = {
    at: Date.now(),
    by: user.id,
    arriving: { name, length, offset: 0 },
  };
  await change((c) => {
    c.put(uploads, [id], row);
    later<ExpireUpload>(c, { kind: "expire-upload", upload: id }, {
      delay: RESUMABLE,
    });
  });
  if (length === 0) await finish(id);
  return await findArriving(user, id);
}

/** @throws NotFound for what there is not, and for everybody else's: they look alike */
export async function findArriving(user: User, id: string): Promise<Arriving> {
  // Whoever asks has lost the connection that seems to be sending still.
  await stopStalled(id);
  const row = await read(uploads, [id]);
  if (row?.by !== user.id) throw new NotFound({ key: "error.not_found" });
  const { whole, arriving, at } = row;
  if (whole) {
    const { size } = whole;
    return { id, offset: size, length: size, until: at + ABANDONED };
  }
  if (!arriving) throw new NotFound({ key: "error.not_found" });
  const { offset, length } = arriving;
  return { id, offset, length, until: at + RESUMABLE };
}

/** Its sender does not want it after all, even while it is arriving. */
export async function endUpload(user: User, id: string): Promise<void> {
  const { offset, length } = await findArriving(user, id);
  await stopWriting(id);
  if (offset === length) await dropUpload(user, id);
  else await abandonBlob(id);
}
