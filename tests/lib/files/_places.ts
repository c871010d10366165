/** The same tests for both places of bytes: rows, and a bucket. */
import { useBucket } from "@/lib/files/blob_place.ts";
import { listChunked } from "@/lib/files/_chunks.ts";
import type { Store } from "@/lib/kv/store.ts";
import { type S3Server, startS3Server } from "../../support/s3_server.ts";
import { onNewStore } from "../../support/store.ts";

/** Where the bytes of a test are. */
export interface Place {
  readonly store: Store;
  /** Null for rows. */
  readonly s3: S3Server | null;
  /** Turns one bit of what is stored of a blob, `at` bytes into it. */
  flip(blob: string, at: number): Promise<void>;
  /** How many stored bytes there are to flip. */
  stored(blob: string): Promise<number>;
  /** How many blobs have bytes, whoever wants them. */
  kept(): Promise<number>;
}

let s3: Promise<S3Server> | null = null;
const started: S3Server[] = [];

/** The server of this file's tests; started with the first that needs it. */
export function theS3Server(): Promise<S3Server> {
  return s3 ??= startS3Server().then((one) => {
    started.push(one);
    return one;
  });
}

Deno.test.afterAll(async () => {
  for (const one of started) await one[Symbol.asyncDispose]();
});

async function objectsOf(s3: S3Server, blob: string): Promise<string[]> {
  const bucket = `${s3.folder}/files`;
  const found: string[] = [];
  for await (const { name } of Deno.readDir(bucket)) {
    const folder = `${bucket}/${name}/${blob}`;
    if (!await Deno.stat(folder).catch(() => null)) continue;
    for await (const { name: file } of Deno.readDir(folder)) {
      if (file.endsWith("._S3rver_object")) found.push(`${folder}/${file}`);
    }
  }
  return found.sort();
}

/** Runs something where bytes are in rows, or in a bucket. */
export async function onPlace(
  where: "rows" | "bucket",
  test: (place: Place) => Promise<void>,
): Promise<void> {
  const server = where === "bucket" ? await theS3Server() : null;
  await onNewStore(async (store) => {
    if (server) useBucket(store, server.bucket());
    const rows = async (blob: string) =>
      await Array.fromAsync(
        store.kv.list<Uint8Array>({ prefix: ["blob_chunk", blob] }),
      );
    await test({
      store,
      s3: server,
      kept: async () => (await Array.fromAsync(listChunked())).length,
      async stored(blob) {
        if (!server) {
          return (await rows(blob)).reduce(
            (n, { value }) => n + value.length,
            0,
          );
        }
        let size = 0;
        for (const path of await objectsOf(server, blob)) {
          size += (await Deno.stat(path)).size;
        }
        return size;
      },
      async flip(blob, at) {
        if (!server) {
          for (const { key, value } of await rows(blob)) {
            if (at < value.length) {
              value[at]! ^= 1 << (at % 8);
              await store.kv.set(key, value);
              return;
            }
            at -= value.length;
          }
        } else {
          for (const path of await objectsOf(server, blob)) {
            const bytes = await Deno.readFile(path);
            if (at < bytes.length) {
              bytes[at]! ^= 1 << (at % 8);
              await Deno.writeFile(path, bytes);
              return;
            }
            at -= bytes.length;
          }
        }
        throw new RangeError(`${blob} ends before that`);
      },
    });
    if (server) server.unwell = null;
  });
}

/** A test for both. */
export function placesTest(
  sentence: string,
  test: (place: Place) => Promise<void>,
): void {
  for (const where of ["rows", "bucket"] as const) {
    Deno.test({
      name: `${sentence} (${where})`,
      // The server of all these tests, and connections to it, outlast each of them.
      sanitizeOps: where === "rows",
      sanitizeResources: where === "rows",
      fn: () => onPlace(where, test),
    });
  }
}
