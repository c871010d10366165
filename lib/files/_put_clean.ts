/** Stores what comes without what tells of place, camera and people. */
import { Invalid } from "@/lib/errors.ts";
import { Damaged, type Part, type Source } from "@/lib/media/bytes.ts";
import { cleaned, isCleaned } from "@/lib/media/clean.ts";
import { written } from "@/lib/media/parts.ts";
import { CHUNK, readChunk } from "./_chunks.ts";
import { abandonBlob, type PutBlob, putBlob } from "./put.ts";

/**
 * The stored bytes written anew where there is something to go: a piece at a
 * time, so a film needs no more memory than a note. Whoever asks lets the first
 * ones go when others come back.
 * @param name how the sender knows it
 * @throws Invalid at `files` for a picture in which nothing can be found
 */
export async function putClean(
  put: PutBlob,
  type: string,
  name: string,
): Promise<PutBlob> {
  if (!isCleaned(type)) return put;
  const source = stored(put);
  let parts: readonly Part[] | null;
  try {
    parts = await cleaned(type, source);
  } catch (error) {
    await abandonBlob(put.blob);
    if (!(error instanceof Damaged)) throw error;
    throw new Invalid({
      files: { key: "file.error.told", values: { name } },
    });
  }
  if (!parts) return put;
  return await putBlob(written(source, parts));
}

/** A blob as something to read in; one piece of it is held. */
function stored({ blob, size }: PutBlob): Source {
  let n = -1;
  let held: Uint8Array = new Uint8Array();
  return {
    size,
    async read(at) {
      const wanted = Math.floor(at / CHUNK);
      if (wanted * CHUNK >= size) return new Uint8Array();
      if (wanted !== n) [n, held] = [wanted, await readChunk(blob, wanted)];
      return held.subarray(at - wanted * CHUNK);
    },
  };
}
