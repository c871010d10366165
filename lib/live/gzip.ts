/**
 * Gzip for a page that never ends. Each piece is deflated by itself and ends on
 * a byte boundary, so it can be shown at once, and its compressed bytes are
 * shared by all streams that get it: no stream has a compressor of its own.
 * @see https://www.rfc-editor.org/rfc/rfc1952 and RFC 1951 §3.2.3
 */
import { Buffer } from "node:buffer";
import { constants, crc32, deflateRawSync } from "node:zlib";
import type { Sink } from "./transport.ts";

const HEADER = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block. */
const LAST = [0x01, 0x00, 0x00, 0xff, 0xff];

/** What each piece says uncompressed: the checksum at the end is over that. */
const originals = new WeakMap<Uint8Array, Uint8Array>();

/** Does this request's sender understand it? */
export function acceptsGzip(req: Request): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(
    req.headers.get("accept-encoding") ?? "",
  );
}

/** A piece, compressed by itself. */
export function packed(original: Uint8Array): Uint8Array {
  const piece = new Uint8Array(deflateRawSync(original, {
    finishFlush: constants.Z_SYNC_FLUSH,
  }));
  originals.set(piece, original);
  return piece;
}

/** A sink that takes packed pieces and makes one gzip stream of them. */
export function gzipSink(sink: Sink): Sink {
  let checksum = 0;
  let size = 0;
  const take = (piece: Uint8Array) => {
    const original = originals.get(piece);
    if (!original) throw new Error("Only packed() pieces go into a gzip sink");
    checksum = crc32(Buffer.from(original), checksum);
    size += original.byteLength;
    sink.write(piece);
  };
  sink.write(HEADER);
  return {
    write: take,
    unread: () => sink.unread(),
    written: () => sink.written(),
    end(last) {
      if (last) take(last);
      const ending = new Uint8Array(13);
      ending.set(LAST);
      const view = new DataView(ending.buffer);
      view.setUint32(5, checksum, true);
      view.setUint32(9, size % 2 ** 32, true);
      sink.end(ending);
    },
    abort: () => sink.abort(),
  };
}
