/**
 * A zip that is written while it is read: what waits in memory is the piece
 * under way, however large the whole.
 */

/** One file of it; text is UTF-8. */
export interface ZippedFile {
  readonly name: string;
  readonly pieces:
    | AsyncIterable<string | Uint8Array>
    | Iterable<string | Uint8Array>;
  /** Packed by itself already, as pictures are? */
  readonly packed?: boolean;
}

const encoder = new TextEncoder();

/** The files, one after the other, as the reader takes them. */
export function zipStream(
  files: AsyncIterable<ZippedFile>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = zipped(files);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // Whoever goes away stops the reading too.
    async cancel() {
      await bytes.return();
    },
  }, { highWaterMark: 0 });
}

async function* zipped(
  files: AsyncIterable<ZippedFile>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const { Zip, ZipDeflate, ZipPassThrough } = await import("fflate");
  let ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    if (piece.length > 0) ready.push(piece);
  });
  const taken = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for await (const { name, pieces, packed = false } of files) {
    const entry = packed ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(entry);
    for await (const piece of pieces) {
      entry.push(typeof piece === "string" ? encoder.encode(piece) : piece);
      yield* taken();
      // Everybody else has a turn between two pieces.
      await new Promise((done) => setTimeout(done));
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
