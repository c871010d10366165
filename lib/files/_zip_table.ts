/**
 * What is in a zip file, by its table at the end: a few ranges are read and
 * nothing is unpacked, so what is inside cannot do any harm.
 */
import type { ZipEntry, ZipTable } from "./look_model.ts";

/** Lines that are shown, and bytes of the table that are read for them. */
const SHOWN = 200;
const TABLE_MOST = 131_072;
/** The record at the end: so long, with a comment of up to 65,535 bytes. */
const END = 22;
const END_SIGN = 0x06054b50;
const LINE = 46;
const LINE_SIGN = 0x02014b50;
/** "Stands elsewhere", in archives of over 4 GB. */
const ELSEWHERE = 0xffff_ffff;

export type ReadRange = (first: number, last: number) => Promise<Uint8Array>;

/** Null: it has no table that could be read. */
export async function readZipTable(
  size: number,
  read: ReadRange,
): Promise<ZipTable | null> {
  if (size < END) return null;
  const tailAt = Math.max(0, size - END - 0xffff);
  const tail = viewOf(await read(tailAt, size - 1));
  const at = findEnd(tail);
  if (at < 0) return null;
  const count = tail.getUint16(at + 10, true);
  const length = tail.getUint32(at + 12, true);
  // Counted back from its end: something may stand in front of the archive.
  const begin = tailAt + at - length;
  if (begin < 0) return null;
  if (count === 0) return { count, entries: [] };
  const last = begin + Math.min(length, TABLE_MOST) - 1;
  if (last < begin) return null;
  const entries = linesOf(await read(begin, last));
  if (entries.length === 0) return null;
  return { count: Math.max(count, entries.length), entries };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** The last one whose comment ends with the file. */
function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END; at >= 0; at--) {
    if (
      tail.getUint32(at, true) === END_SIGN &&
      at + END + tail.getUint16(at + 20, true) === tail.byteLength
    ) return at;
  }
  return -1;
}

function linesOf(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < SHOWN && at + LINE <= bytes.length) {
    if (view.getUint32(at, true) !== LINE_SIGN) break;
    const size = view.getUint32(at + 24, true);
    const nameEnd = at + LINE + view.getUint16(at + 28, true);
    if (nameEnd > bytes.length) break;
    const name = nameOf(bytes.subarray(at + LINE, nameEnd));
    entries.push(size === ELSEWHERE ? { name } : { name, size });
    at = nameEnd + view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return entries;
}

/** UTF-8 where it can be, else one letter for a byte; with nothing unseen in it. */
function nameOf(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder("windows-1252").decode(bytes);
  }
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}").slice(0, 300);
}
