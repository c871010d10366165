/**
 * The seam: bytes by blob and number, and nothing about what they are. All that
 * knows where they lie is here, so another place needs these five and no more.
 */
import { createHash } from "node:crypto";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { chunked, chunks } from "./_keys.ts";
import { amongBlobs } from "./blob_place.ts";

/** Bytes of one piece; a stored value may have 60,000. */
export const CHUNK = 59_000;
/** Pieces written by one atomic write. */
export const CHUNKS_AT_ONCE = 8;
/** Rows dropped by one. */
const DROPPED = 500;

/** What is stored is not what was put there. */
export class BrokenBlob extends Error {
  override readonly name = "BrokenBlob";
}

/** SHA-256 of a piece. */
export function sumOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/** Writes pieces beginning with number `from`; they are on disk when this returns. */
export async function writeChunks(
  blob: string,
  from: number,
  pieces: readonly Uint8Array[],
): Promise<void> {
  await amongBlobs(() =>
    change((c) => {
      c.put(chunked, [blob], from + pieces.length);
      pieces.forEach((bytes, i) =>
        c.put(chunks, [blob, from + i], { sum: sumOf(bytes), bytes })
      );
    })
  );
}

/** A piece, looked at before anybody gets it. @throws BrokenBlob */
export async function readChunk(blob: string, n: number): Promise<Uint8Array> {
  const chunk = await amongBlobs(() => read(chunks, [blob, n]));
  if (!chunk) throw new BrokenBlob(`Piece ${n} of ${blob} is not there`);
  if (sumOf(chunk.bytes).toHex() !== chunk.sum.toHex()) {
    throw new BrokenBlob(`Piece ${n} of ${blob} has another SHA-256`);
  }
  return chunk.bytes;
}

/** Takes all pieces of a blob away, damaged ones too. Again does nothing. */
export async function dropChunks(blob: string): Promise<void> {
  await amongBlobs(async () => {
    const count = await read(chunked, [blob]) ?? 0;
    for (let n = 0; n < count; n += DROPPED) {
      await change((c) => {
        const end = Math.min(count, n + DROPPED);
        for (let at = n; at < end; at++) c.drop(chunks, [blob, at]);
      });
    }
    // Last, so that whoever is broken off begins again.
    await change((c) => c.drop(chunked, [blob]));
  });
}

/** Every blob that has a piece. */
export async function* listChunked(): AsyncGenerator<string, void> {
  const rows = amongBlobs(() => list(chunked, []));
  for await (const { key } of rows) yield key[0];
}
