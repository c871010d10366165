/** Which terms messages stand under, by message. */
import type { Change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { listed } from "./_keys.ts";

/** Entries that share a row. */
const CHUNK = 32;
/** An entry whose terms are longer, written out, has a row of its own. */
const SHORT = 800;

/** The terms of entries by their number. */
export type Listed = Map<number, readonly string[]>;

/** The chunk an entry is in. */
export function chunkOf(seq: number): number {
  return Math.floor(seq / CHUNK);
}

/** The terms of all entries of these chunks. */
export async function readListed(
  conversation: string,
  chunks: Iterable<number>,
): Promise<Listed> {
  const found: Listed = new Map();
  await Promise.all(
    [...new Set(chunks)].map(async (chunk) => {
      for await (
        const { value } of list(listed, [conversation, chunk])
      ) {
        for (const [seq, terms] of Object.entries(value)) {
          found.set(Number(seq), terms.split(" "));
        }
      }
    }),
  );
  return found;
}

/** A row as it is to be; null when it is to go. */
export interface ListedRow {
  readonly key: [conversation: string, chunk: number, seq: number];
  readonly value: Readonly<Record<number, string>> | null;
  /** At most so many bytes. */
  readonly size: number;
}

/** What makes rows that say `before` of the entries of a chunk say `now`. */
export function rowsOf(
  conversation: string,
  chunk: number,
  before: Listed,
  now: Listed,
): ListedRow[] {
  const rows: ListedRow[] = [];
  const put = (seq: number, value: Record<number, string>) => {
    const texts = Object.values(value);
    const size = texts.reduce((sum, text) => sum + 2 * text.length + 20, 0);
    const row = texts.length === 0 ? null : value;
    rows.push({ key: [conversation, chunk, seq], value: row, size });
  };
  const together: Record<number, string> = {};
  for (let seq = chunk * CHUNK; seq < (chunk + 1) * CHUNK; seq++) {
    const was = before.get(seq)?.join(" ") ?? "";
    const terms = now.get(seq)?.join(" ") ?? "";
    if (terms.length <= SHORT) {
      if (was.length > SHORT) put(seq, {});
      if (terms !== "") together[seq] = terms;
    } else if (was !== terms) put(seq, { [seq]: terms });
  }
  put(0, together);
  return rows;
}

/** Writes rows. */
export function putRows(c: Change, rows: readonly ListedRow[]): void {
  for (const { key, value } of rows) {
    if (value) c.put(listed, key, value);
    else c.drop(listed, key);
  }
}

/** Rows in groups that fit into one change each. */
export function inGroups(
  rows: readonly ListedRow[],
  most: number,
): ListedRow[][] {
  const groups: ListedRow[][] = [];
  let room = 0;
  for (const row of rows) {
    if (groups.length === 0 || room < row.size) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)!.push(row);
    room -= row.size;
  }
  return groups;
}
