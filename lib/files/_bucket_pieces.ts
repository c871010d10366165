/**
 * Pieces in a bucket: 96 of them, sealed one by one, are an object of 5.7 MB,
 * so that a file is not thousands of requests; a range fetches the pieces it
 * needs and no others. Objects are written whole or not at all. They are
 * objects and not the parts of a "multipart upload": those cannot be read, nor
 * listed on every server, before the last has come (decision 0035).
 */
import type { Bucket } from "@/lib/outgoing/bucket.ts";
import { CutOff, FilesAway } from "@/lib/outgoing/bucket_faults.ts";
import { BrokenBlob, CHUNK, type Pieces } from "./_piece.ts";
import { keyFrom, openPiece, SEAL, sealPiece } from "./_sealed_piece.ts";

/** Pieces of one object. */
const PART = 96;
const SEALED = CHUNK + SEAL;
/** Objects that are taken away at the same time. */
const DROPPED_AT_ONCE = 6;

/** The pieces of one store in a bucket. */
export class BucketPieces implements Pieces {
  readonly atOnce = PART;
  readonly #bucket: Bucket;
  readonly #key: Uint8Array;
  /** A folder of this store: whoever shares the bucket never sweeps up what is ours. */
  readonly #folder: string;

  constructor(bucket: Bucket, secret: string) {
    this.#bucket = bucket;
    this.#key = keyFrom(secret, "parley bucket pieces");
    const name = keyFrom(secret, "parley bucket folder").subarray(0, 8);
    this.#folder = `blobs-${name.toHex()}/`;
  }

  async write(
    blob: string,
    from: number,
    pieces: readonly Uint8Array[],
  ): Promise<void> {
    for (let done = 0; done < pieces.length;) {
      const n = from + done;
      const ahead = n % PART;
      const some = pieces.slice(done, done + PART - ahead);
      const size = some.reduce((sum, { length }) => sum + length + SEAL, 0);
      const body = new Uint8Array(ahead * SEALED + size);
      if (ahead > 0) body.set(await this.#ahead(blob, n));
      let at = ahead * SEALED;
      some.forEach((bytes, i) => {
        at = sealPiece(this.#key, `${blob}/${n + i}`, bytes, body, at);
      });
      await this.#bucket.put(this.#keyOf(blob, n), body);
      done += some.length;
    }
  }

  async *read(
    blob: string,
    first: number,
    last: number,
  ): AsyncGenerator<Uint8Array, void> {
    let cuts = 0;
    for (let n = first; n <= last;) {
      const end = Math.min(last, n - n % PART + PART - 1);
      const begun = n;
      try {
        for await (const sealed of this.#sealed(blob, n, end)) {
          yield openPiece(this.#key, `${blob}/${n}`, sealed);
          n++;
          cuts = 0;
        }
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        // Goes on with the piece it had come to.
        if (++cuts >= this.#bucket.patience.tries) throw new FilesAway(error);
        continue;
      }
      if (n === begun) throw new BrokenBlob(`Piece ${n} of ${blob} is cut off`);
    }
  }

  async drop(blob: string): Promise<void> {
    const under = `${this.#folder}${blob}/`;
    const keys = await Array.fromAsync(this.#bucket.list(under));
    for (let n = 0; n < keys.length; n += DROPPED_AT_ONCE) {
      const some = keys.slice(n, n + DROPPED_AT_ONCE);
      await Promise.all(some.map((key) => this.#bucket.drop(key)));
    }
  }

  async has(blob: string): Promise<boolean> {
    const under = `${this.#folder}${blob}/`;
    for await (const _ of this.#bucket.list(under, { atOnce: 1 })) return true;
    return false;
  }

  async *list(): AsyncGenerator<string, void> {
    const found = this.#bucket.list(this.#folder, { folders: true });
    for await (const key of found) yield key.slice(this.#folder.length);
  }

  #keyOf(blob: string, n: number): string {
    const part = String(Math.floor(n / PART)).padStart(6, "0");
    return `${this.#folder}${blob}/${part}`;
  }

  /** The pieces of an object short of one: they stay as they were sealed. */
  async #ahead(blob: string, n: number): Promise<Uint8Array> {
    const begin = n - n % PART;
    const kept = new Uint8Array((n % PART) * SEALED);
    let at = 0;
    for await (const bytes of this.#sealedSurely(blob, begin, n - 1)) {
      kept.set(bytes, at);
      at += bytes.length;
    }
    if (at === kept.length) return kept;
    throw new BrokenBlob(`Pieces ahead of ${n} of ${blob} are not there`);
  }

  async *#sealedSurely(blob: string, first: number, last: number) {
    let n = first;
    for (let cuts = 0; n <= last;) {
      try {
        for await (const bytes of this.#sealed(blob, n, last)) {
          yield bytes;
          n++;
        }
        return;
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        if (++cuts >= this.#bucket.patience.tries) throw new FilesAway(error);
      }
    }
  }

  /** Pieces of one object as they lie there; the last one of a blob is shorter. */
  async *#sealed(blob: string, first: number, last: number) {
    const offset = (first % PART) * SEALED;
    const end = (last % PART + 1) * SEALED - 1;
    const body = await this.#bucket.get(this.#keyOf(blob, first), offset, end);
    if (!body) throw new BrokenBlob(`Piece ${first} of ${blob} is not there`);
    let piece = new Uint8Array(SEALED);
    let filled = 0;
    for await (const bytes of body) {
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + SEALED - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < SEALED) continue;
        yield piece;
        piece = new Uint8Array(SEALED);
        filled = 0;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
  }
}
