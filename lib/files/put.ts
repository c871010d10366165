/**
 * Takes bytes in, piece by piece; nothing refers to them yet. Every upload gets
 * an id of its own that is never used again, even for bytes that are there
 * already: so whoever sweeps one never takes what another has just stored
 * (decision 0034).
 */
import { createHash } from "node:crypto";
import { newId } from "@/lib/conversations/new_id.ts";
import { Unavailable } from "@/lib/errors.ts";
import { later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { CHUNK, chunksAtOnce, writeChunks } from "./_chunks.ts";
import { uploads } from "./_keys.ts";
import { ABANDONED, type SweepBlob } from "./sweep.ts";

/** An upload may take this long: well before it counts as abandoned. */
const LONGEST = ABANDONED / 2;

/** Bytes that are stored and wait for somebody to refer to them. */
export interface PutBlob {
  readonly blob: string;
  /** SHA-256 of all of it, hexadecimal. */
  readonly digest: string;
  readonly size: number;
}

/**
 * Stores what comes, holding no more than a few pieces in memory.
 * @throws whatever the source throws; what was stored so far is swept up
 */
export async function putBlob(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<PutBlob> {
  const blob = newId();
  const began = Date.now();
  await change((c) => {
    c.put(uploads, [blob], { at: began });
    later<SweepBlob>(c, { kind: "sweep-blob", blob }, { delay: ABANDONED });
  });
  try {
    const hash = createHash("sha256");
    const atOnce = chunksAtOnce();
    let [size, n] = [0, 0];
    let ready: Uint8Array[] = [];
    const write = async () => {
      if (Date.now() - began > LONGEST) throw new Unavailable();
      await writeChunks(blob, n, ready);
      n += ready.length;
      ready = [];
    };
    for await (const piece of inChunks(source)) {
      hash.update(piece);
      size += piece.length;
      if (ready.push(piece) === atOnce) await write();
    }
    if (ready.length > 0) await write();
    return { blob, digest: hash.digest("hex"), size };
  } catch (error) {
    await abandonBlob(blob).catch(() => {});
    throw error;
  }
}

/** Nobody is going to refer to it. */
export async function abandonBlob(blob: string): Promise<void> {
  await change((c) => {
    c.drop(uploads, [blob]);
    later<SweepBlob>(c, { kind: "sweep-blob", blob });
  });
}

/** Pieces of one size, whatever size they come in. */
async function* inChunks(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let chunk = new Uint8Array(CHUNK);
  let filled = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + CHUNK - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < CHUNK) continue;
      yield chunk;
      chunk = new Uint8Array(CHUNK);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.slice(0, filled);
}
