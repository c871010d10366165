/** Bytes that tests put, and places to hang them on. */
import { attachFile, type FilePlace } from "@/lib/files/attach.ts";
import { type PutBlob, putBlob } from "@/lib/files/put.ts";
import { openBlob } from "@/lib/files/open.ts";
import { sweepBlob } from "@/lib/files/sweep.ts";
import { change } from "@/lib/kv/change.ts";
import type { Store } from "@/lib/kv/store.ts";

/** Bytes that are the same for the same seed, and do not repeat. */
export function bytesOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let i = 0; i < size; i++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    bytes[i] = state >> 16;
  }
  return bytes;
}

/** A place of a message that nobody sent. */
export function placeAt(seq: number, file = `file-${seq}`): FilePlace {
  return { conversation: "c1", seq, file };
}

/** Hangs stored bytes on a message. */
export async function hang(put: PutBlob, place: FilePlace): Promise<void> {
  const about = { type: "audio/webm", by: "u1", at: Date.now() };
  await change((c) => attachFile(c, place, put, about));
}

/** Stores bytes and hangs them on a message. */
export async function keep(
  bytes: Uint8Array,
  place: FilePlace,
): Promise<PutBlob> {
  const put = await putBlob([bytes]);
  await hang(put, place);
  return put;
}

/** Everything of a blob. */
export async function wholeOf(
  blob: string,
  size: number,
): Promise<Uint8Array> {
  const stream = await openBlob(blob, { first: 0, last: size - 1 });
  return await new Response(stream).bytes();
}

/** How many rows of a family there are. */
export async function countOf(store: Store, family: string): Promise<number> {
  let count = 0;
  for await (const _ of store.kv.list({ prefix: [family] })) count++;
  return count;
}

/** The job that looks whether bytes are still wanted. */
export async function sweepOne(blob: string): Promise<void> {
  await sweepBlob({ kind: "sweep-blob", blob });
}
