/** Gives bytes out again, all or a range, a few pieces in memory at a time. */
import { CHUNK, readChunks } from "./_chunks.ts";

/** The first and the last byte that are wanted. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The bytes of a blob as a stream that reads as fast as it is read.
 * @throws BrokenBlob when its first piece is not as it was put; the stream ends
 * with one when a later piece is not
 */
export async function openBlob(
  blob: string,
  { first, last }: ByteRange,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  let at = first;
  const pieces = readChunks(
    blob,
    Math.floor(first / CHUNK),
    Math.floor(last / CHUNK),
  );
  const next = async () => {
    const begin = at - at % CHUNK;
    const { value: chunk } = await pieces.next();
    if (!chunk) throw new RangeError(`${blob} ends before ${last}`);
    // Cut off and not copied: nobody else has this piece.
    const part = chunk.subarray(at - begin, last + 1 - begin);
    if (part.length === 0) throw new RangeError(`${blob} ends before ${last}`);
    at += part.length;
    return part as Uint8Array<ArrayBuffer>;
  };
  // Before the answer begins: a status can still say what is wrong.
  let ready: Uint8Array<ArrayBuffer> | null = first <= last
    ? await next()
    : null;
  return new ReadableStream({
    async pull(controller) {
      if (ready) {
        controller.enqueue(ready);
        ready = null;
      } else if (at <= last) controller.enqueue(await next());
      if (!ready && at > last) controller.close();
    },
    async cancel() {
      await pieces.return();
    },
  }, { highWaterMark: 0 });
}
