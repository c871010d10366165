/** Pictures of people: stored in pieces, switched in one write, swept up afterwards. */
import { NotFound } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { createHash } from "node:crypto";
import {
  pictureChunks,
  pictures,
  type StoredPicture,
} from "./_profile_keys.ts";
import { joined } from "./_picture_bytes.ts";
import { randomText } from "./_tokens.ts";
import { findByUsername } from "./find.ts";
import type { PictureFile, PictureType } from "./picture_file.ts";
import { PICTURE_SIZES, type PictureSize } from "./profile_model.ts";

/** Bytes of one piece: a stored value may be 60,000 at most. */
const CHUNK = 59_000;
/** Pieces written by one atomic change. */
const AT_ONCE = 8;
/** Pieces nobody came to point at are swept up after this. */
const ABANDONED = 10 * 60_000;
/** A page drawn a moment ago may still ask for the former picture. */
const REPLACED = 60_000;

/** The same picture in one or several sizes. */
export type PictureShapes = ReadonlyMap<PictureSize, PictureFile>;

/** Looks whether the pieces of a picture are still wanted. */
export interface SweepPicture extends Job {
  readonly kind: "sweep-picture";
  readonly user: string;
  readonly version: string;
}

/** Stores the bytes. Nobody sees them until a change points at them by `putPicture`. */
export async function storePicture(
  user: string,
  shapes: PictureShapes,
): Promise<StoredPicture> {
  const hash = createHash("sha256");
  for (const { bytes } of shapes.values()) hash.update(bytes);
  // Of its own even for the same bytes: sweeping the one never takes the other.
  const version = hash.digest("hex").slice(0, 10) + randomText(20);
  const pieces: [size: PictureSize, n: number, bytes: Uint8Array][] = [];
  for (const [size, { bytes }] of shapes) {
    for (let n = 0; n * CHUNK < bytes.length; n++) {
      pieces.push([size, n, bytes.slice(n * CHUNK, (n + 1) * CHUNK)]);
    }
  }
  for (let i = 0; i < pieces.length; i += AT_ONCE) {
    await change((c) => {
      if (i === 0) sweepLater(c, user, version, ABANDONED);
      for (const [size, n, bytes] of pieces.slice(i, i + AT_ONCE)) {
        c.put(pictureChunks, [user, version, size, n], bytes);
      }
    });
  }
  return {
    version,
    shapes: [...shapes].map(([size, { type, bytes }]) => ({
      size,
      type,
      bytes: bytes.length,
    })),
  };
}

/** Makes it the user's picture within a change, or takes theirs away. */
export async function putPicture(
  c: Change,
  user: string,
  picture: StoredPicture | null,
): Promise<void> {
  const before = await c.read(pictures, [user]);
  if (picture) c.put(pictures, [user], picture);
  else c.drop(pictures, [user]);
  if (before) sweepLater(c, user, before.version, REPLACED);
}

function sweepLater(
  c: Change,
  user: string,
  version: string,
  delay: number,
): void {
  const job: SweepPicture = { kind: "sweep-picture", user, version };
  later(c, job, { delay });
}

/** Does such a job. */
export async function sweepPicture(
  { user, version }: SweepPicture,
): Promise<void> {
  await change(async (c) => {
    const now = await c.read(pictures, [user]);
    if (now?.version === version) return;
    for await (const { key } of c.list(pictureChunks, [user, version])) {
      c.drop(pictureChunks, key);
    }
  });
}

/** A picture's bytes and what they are. */
export interface FoundPicture {
  readonly version: string;
  readonly type: PictureType;
  readonly size: PictureSize;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Which picture a user has, at the size closest above the asked one. @throws NotFound */
export async function findPictureOf(
  username: string,
  size: number,
): Promise<Omit<FoundPicture, "bytes"> & { readonly user: string }> {
  const user = await findByUsername(username);
  if (!user) throw new NotFound({ key: "error.not_found" });
  return await findPictureUnder(user.id, size);
}

/** The same by the id it is stored under: a user's, or a group's. @throws NotFound */
export async function findPictureUnder(
  id: string,
  size: number,
): Promise<Omit<FoundPicture, "bytes"> & { readonly user: string }> {
  const stored = await read(pictures, [id]);
  if (!stored) throw new NotFound({ key: "error.not_found" });
  const shapes = [...stored.shapes].sort((a, b) => a.size - b.size);
  const shape = shapes.find((one) => one.size >= size) ?? shapes.at(-1)!;
  const { version } = stored;
  return { user: id, version, type: shape.type, size: shape.size };
}

/** The bytes of what was found. @throws NotFound when it was replaced meanwhile */
export async function readPicture(
  found: { user: string; version: string; size: PictureSize },
): Promise<Uint8Array<ArrayBuffer>> {
  const { user, version, size } = found;
  const parts: Uint8Array[] = [];
  for await (const row of list(pictureChunks, [user, version, size])) {
    parts.push(row.value);
  }
  if (parts.length === 0) throw new NotFound({ key: "error.not_found" });
  return joined(parts);
}

/** A size somebody asked for; the largest when it is none of ours. */
export function parsePictureSize(text: string | null): PictureSize {
  return PICTURE_SIZES.find((size) => String(size) === text) ?? 512;
}
