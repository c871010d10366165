/**
 * The seam: bytes by blob and number, and nothing about what they are. They lie
 * in rows or in a bucket; all that knows where is here and in the files named
 * `…_pieces.ts`.
 *
 * A blob may go on growing, today or after a restart, on either place. Who adds
 * to one keeps in a row of their own how many bytes there are; only those count.
 * At an offset that is a multiple of CHUNK they write pieces from number
 * `offset / CHUNK` on. At any other they read the last piece, fill it up, and
 * write it again from its own number: what was in it stays in it whenever that
 * is broken off. Pieces can be read as soon as they are written, so the hash of
 * a blob whose beginning came to another process is taken by reading it again.
 */
import { type Store, theStore } from "@/lib/kv/store.ts";
import type { Bucket } from "@/lib/outgoing/bucket.ts";
import { bucketOf } from "./blob_place.ts";
import { BucketPieces } from "./_bucket_pieces.ts";
import { rowPieces } from "./_row_pieces.ts";
import { BrokenBlob, type Pieces } from "./_piece.ts";

export { BrokenBlob, CHUNK } from "./_piece.ts";

/** How many pieces are best written at once: they are one write. */
export function chunksAtOnce(): number {
  return inBucket()?.atOnce ?? rowPieces.atOnce;
}

/** Writes pieces beginning with number `from`; they are kept when this returns. */
export async function writeChunks(
  blob: string,
  from: number,
  pieces: readonly Uint8Array[],
): Promise<void> {
  const bucket = inBucket();
  // What began in rows goes on there: one blob is in one place.
  const place = bucket && (from === 0 || !await rowPieces.has(blob))
    ? bucket
    : rowPieces;
  await place.write(blob, from, pieces);
}

/** Pieces one after another, each looked at before anybody gets it. @throws BrokenBlob */
export async function* readChunks(
  blob: string,
  first: number,
  last: number,
): AsyncGenerator<Uint8Array, void> {
  const bucket = inBucket();
  // Kept from before there was a bucket.
  const place = bucket && !await rowPieces.has(blob) ? bucket : rowPieces;
  yield* place.read(blob, first, last);
}

/** One piece. @throws BrokenBlob */
export async function readChunk(blob: string, n: number): Promise<Uint8Array> {
  for await (const bytes of readChunks(blob, n, n)) return bytes;
  throw new BrokenBlob(`Piece ${n} of ${blob} is not there`);
}

/** Takes all pieces of a blob away, damaged ones too. Again does nothing. */
export async function dropChunks(blob: string): Promise<void> {
  await rowPieces.drop(blob);
  await inBucket()?.drop(blob);
}

/** Every blob that has a piece. */
export async function* listChunked(): AsyncGenerator<string, void> {
  yield* rowPieces.list();
  const bucket = inBucket();
  if (bucket) yield* bucket.list();
}

const made = new WeakMap<Store, { bucket: Bucket; pieces: Pieces }>();

function inBucket(): Pieces | null {
  const store = theStore();
  const bucket = bucketOf(store);
  if (!bucket) return null;
  const known = made.get(store);
  if (known?.bucket === bucket) return known.pieces;
  const pieces = new BucketPieces(bucket, store.secret);
  made.set(store, { bucket, pieces });
  return pieces;
}
