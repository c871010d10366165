/** Reads every byte that is kept and says what is not as it was put. */
import { createHash } from "node:crypto";
import { Unavailable } from "@/lib/errors.ts";
import { list, read } from "@/lib/kv/read.ts";
import { CHUNK, listChunked, readChunks } from "./_chunks.ts";
import { blobs, blobUses, files, uploads } from "./_keys.ts";

/** Something that is not as it should be. */
export interface ScrubFault {
  readonly what: "damaged" | "missing" | "unused" | "orphan";
  /** The blob, or the file's place. */
  readonly where: string;
  readonly why: string;
}

/** Counts along the way. */
export interface Scrubbed {
  blobs: number;
  bytes: number;
}

/** Every fault there is, found one after the other. Changes nothing. */
export async function* scrub(
  done: Scrubbed = { blobs: 0, bytes: 0 },
): AsyncGenerator<ScrubFault, void> {
  for await (const { key: [blob], value } of list(blobs, [])) {
    const why = await faultOf(blob, value);
    if (why) yield { what: "damaged", where: blob, why };
    let used = false;
    for await (const _ of list(blobUses, [blob], { limit: 1 })) used = true;
    if (!used) yield { what: "unused", where: blob, why: "no file has it" };
    done.blobs++;
    done.bytes += value.size;
  }
  for await (const { key, value } of list(files, [])) {
    if (await read(blobs, [value.blob])) continue;
    yield { what: "missing", where: key.join("/"), why: "its bytes are gone" };
  }
  for await (const blob of listChunked()) {
    if (await read(blobs, [blob]) || await read(uploads, [blob])) continue;
    yield { what: "orphan", where: blob, why: "nothing knows of it" };
  }
}

async function faultOf(
  blob: string,
  { size, digest }: { size: number; digest: string },
): Promise<string | null> {
  const hash = createHash("sha256");
  let found = 0;
  try {
    const last = Math.ceil(size / CHUNK) - 1;
    for await (const bytes of readChunks(blob, 0, last)) {
      hash.update(bytes);
      found += bytes.length;
    }
  } catch (error) {
    // What cannot be reached is not known to be damaged.
    if (error instanceof Unavailable) throw error;
    return (error as Error).message;
  }
  if (found !== size) return `it has ${found} bytes and should have ${size}`;
  return hash.digest("hex") === digest ? null : "it has another SHA-256";
}
