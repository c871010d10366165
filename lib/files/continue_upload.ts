/**
 * Goes on with an upload where it stood. What is written down as its offset is
 * on disk; pieces beyond it may be there after a crash, and are written again.
 */
import { Buffer } from "node:buffer";
import { createHash, type Hash, timingSafeEqual } from "node:crypto";
import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import {
  CHUNK,
  chunksAtOnce,
  readChunk,
  readChunks,
  writeChunks,
} from "./_chunks.ts";
import { type StoredUpload, uploads } from "./_keys.ts";
import { startWriting, stopStalled, type Writing } from "./_writing.ts";
import { putClean } from "./_put_clean.ts";
import { kindOf, SNIFFED } from "./kind.ts";
import { abandonBlob } from "./put.ts";
import { keepUpload } from "./upload.ts";

/** So many bytes may have to come again after a crash. */
const NOTED = 8_000_000;

/** What the bytes of one request must add up to. */
export interface Checksum {
  readonly algorithm: "sha1" | "sha256";
  readonly digest: Uint8Array;
}

/** What became of a request's bytes. */
export type Continued =
  | { readonly is: "kept"; readonly offset: number }
  | { readonly is: "gone" | "busy" | "elsewhere" | "beyond" | "other sum" };

/**
 * Adds bytes to an upload of this person.
 * @throws StorageFull and whatever the source throws; what was kept until then counts
 */
export async function continueUpload(
  user: User,
  id: string,
  offset: number,
  source: AsyncIterable<Uint8Array>,
  checksum?: Checksum,
): Promise<Continued> {
  await stopStalled(id);
  const writing = startWriting(id);
  if (!writing) return { is: "busy" };
  try {
    const row = await read(uploads, [id]);
    if (row?.by !== user.id) return { is: "gone" };
    const stands = row.whole?.size ?? row.arriving?.offset;
    if (stands !== offset) return { is: "elsewhere" };
    if (!row.arriving) return { is: "kept", offset };
    return await write(row.arriving, { id, source, writing, checksum });
  } finally {
    writing.end();
  }
}

interface Job {
  readonly id: string;
  readonly source: AsyncIterable<Uint8Array>;
  readonly writing: Writing;
  readonly checksum: Checksum | undefined;
}

async function write(
  { offset, length }: NonNullable<StoredUpload["arriving"]>,
  { id, source, writing, checksum }: Job,
): Promise<Continued> {
  const sum = checksum && createHash(checksum.algorithm);
  let n = Math.floor(offset / CHUNK);
  const begun = offset % CHUNK;
  // The last piece is filled up and written again.
  let parts: Uint8Array[] = begun
    ? [(await readChunk(id, n)).subarray(0, begun)]
    : [];
  let held = begun;
  let [kept, noted, arrived] = [offset, offset, offset];
  const keep = async (all: boolean) => {
    const pieces: Uint8Array[] = [];
    const tail = Buffer.concat(parts);
    let at = 0;
    for (; at + CHUNK <= tail.length; at += CHUNK) {
      pieces.push(tail.subarray(at, at + CHUNK));
    }
    const whole = pieces.length;
    if (all && at < tail.length) pieces.push(tail.subarray(at));
    if (pieces.length > 0) await writeChunks(id, n, pieces);
    n += whole;
    parts = [tail.subarray(at)];
    held = tail.length - at;
    kept = n * CHUNK + (all ? held : 0);
  };
  const note = async () => {
    if (kept <= noted) return true;
    const there = await moveOn(id, noted, kept);
    noted = kept;
    return there;
  };
  const room = chunksAtOnce() * CHUNK;
  const pulled = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([pulled.next(), writing.stopped]);
      if (next === "stopped" || next.done) break;
      writing.last = Date.now();
      arrived += next.value.length;
      if (arrived > length) return { is: "beyond" };
      sum?.update(next.value);
      parts.push(next.value);
      held += next.value.length;
      if (held < room) continue;
      await keep(false);
      // With a checksum none of it counts before all of it is right.
      if (!sum && kept - noted >= NOTED && !await note()) break;
    }
  } finally {
    pulled.return?.()?.catch(() => {});
    if (!sum) {
      await keep(true);
      await note();
    }
  }
  if (sum && checksum) {
    const found = sum.digest();
    const same = found.length === checksum.digest.length &&
      timingSafeEqual(found, checksum.digest);
    if (!same) return { is: "other sum" };
    await keep(true);
    await note();
  }
  const row = await read(uploads, [id]);
  if (!row) {
    // Taken away meanwhile: what was written since then goes too.
    await abandonBlob(id);
    return { is: "gone" };
  }
  if (kept === length) await finish(id);
  return { is: "kept", offset: kept };
}

/** Writes down how far it has come. @returns whether it is still wanted */
async function moveOn(id: string, from: number, to: number): Promise<boolean> {
  return await change(async (c) => {
    const row = await c.read(uploads, [id]);
    if (row?.arriving?.offset !== from) return false;
    const arriving = { ...row.arriving, offset: to };
    c.put(uploads, [id], { ...row, at: Date.now(), arriving });
    return true;
  });
}

/**
 * All of it is here: it is read once more, which proves that it is, and waits
 * for its message from now on. Broken off, the next request does it again.
 */
export async function finish(id: string): Promise<void> {
  const row = await read(uploads, [id]);
  if (!row?.arriving || row.by === undefined) return;
  const { name, length } = row.arriving;
  const hash: Hash = createHash("sha256");
  let head = new Uint8Array();
  const last = Math.ceil(length / CHUNK) - 1;
  if (length > 0) {
    for await (const piece of readChunks(id, 0, last)) {
      if (head.length === 0) head = piece.slice(0, SNIFFED);
      hash.update(piece);
    }
  }
  const put = { blob: id, digest: hash.digest("hex"), size: length };
  const type = kindOf(head);
  // Under the id that its sender knows, wherever its bytes are now.
  const clean = await putClean(put, type, name);
  await keepUpload({ id: row.by }, clean, { name, type }, id);
}
