/** Pieces as rows of a store. */
import { createHash } from "node:crypto";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { chunked, chunks } from "./_keys.ts";
import { BrokenBlob, type Pieces } from "./_piece.ts";
import { amongBlobs } from "./blob_place.ts";

/** Rows dropped by one change. */
const DROPPED = 500;
/** Pieces that are on their way while one is being looked at. */
const AHEAD = 3;

function sumOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/** The pieces in the store in use, or the one beside it. */
export const rowPieces: Pieces = {
  atOnce: 8,

  async write(blob, from, pieces) {
    await amongBlobs(() =>
      change(async (c) => {
        // Written again after a break, there may be more of them than that.
        // Unchecked: a blob is written by one request at a time.
        const before = await c.peek(chunked, [blob]) ?? 0;
        c.put(chunked, [blob], Math.max(before, from + pieces.length));
        pieces.forEach((bytes, i) =>
          c.put(chunks, [blob, from + i], { sum: sumOf(bytes), bytes })
        );
      })
    );
  },

  async *read(blob, first, last) {
    const coming: Promise<Uint8Array>[] = [];
    let next = first;
    try {
      while (next <= last || coming.length > 0) {
        while (next <= last && coming.length < AHEAD) {
          coming.push(pieceOf(blob, next++));
        }
        yield await coming.shift()!;
      }
    } finally {
      // Nobody waits for these any more.
      for (const one of coming) one.catch(() => {});
    }
  },

  async drop(blob) {
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
  },

  async has(blob) {
    return await amongBlobs(() => read(chunked, [blob])) !== null;
  },

  async *list() {
    const rows = amongBlobs(() => list(chunked, []));
    for await (const { key } of rows) yield key[0];
  },
};

async function pieceOf(blob: string, n: number): Promise<Uint8Array> {
  const chunk = await amongBlobs(() => read(chunks, [blob, n]));
  if (!chunk) throw new BrokenBlob(`Piece ${n} of ${blob} is not there`);
  if (sumOf(chunk.bytes).toHex() !== chunk.sum.toHex()) {
    throw new BrokenBlob(`Piece ${n} of ${blob} has another SHA-256`);
  }
  return chunk.bytes;
}
