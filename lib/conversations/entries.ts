/** Reading the log. What reads here has asked `findConversation` before. */
import { list, read } from "@/lib/kv/read.ts";
import { alterations, entries as rows } from "./_keys.ts";
import type { Entry } from "./model.ts";

/** The family of log entries, for deeds of the messages that people write. */
export const entries = rows;

/** The entry of this number, or null. */
export async function readEntryAt(
  conversation: string,
  seq: number,
): Promise<Entry | null> {
  return seq < 1 ? null : await read(rows, [conversation, seq]);
}

/** A run of entries; `after` and `before` are exclusive. */
export async function listEntries(
  conversation: string,
  options: {
    after?: number;
    before?: number;
    limit: number;
    reverse?: boolean;
  },
): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const { value } of list(rows, [conversation], options)) {
    found.push(value);
  }
  return found;
}

/** An entry that a reader has not seen as it is now. */
export interface Missed {
  readonly entry: Entry;
  readonly change: "added" | "altered";
  readonly versionstamp: string;
}

/**
 * Everything that happened to a log after a versionstamp, as it stands now.
 * New entries are found from the end backwards: numbers and first versionstamps
 * rise together, so the first untouched row that is not newer ends the search.
 * Rows that were altered carry a later stamp than their first one; the list of
 * alterations tells which they are.
 * @returns oldest first, or null when there is more than `limit` of it
 */
export async function listMissed(
  conversation: string,
  since: string,
  limit: number,
): Promise<Missed[] | null> {
  const altered = new Map<number, string>();
  for await (
    const { value, versionstamp } of list(alterations, [conversation], {
      reverse: true,
      limit: limit + 1,
    })
  ) {
    if (versionstamp <= since) break;
    if (!altered.has(value.seq)) altered.set(value.seq, versionstamp);
    if (altered.size > limit) return null;
  }
  const missed: Missed[] = [];
  let latest = "\uffff";
  for await (
    const { value, versionstamp } of list(rows, [conversation], {
      reverse: true,
      limit: limit * 2,
    })
  ) {
    if (!altered.has(value.seq)) {
      if (versionstamp <= since) break;
      latest = versionstamp;
    }
    altered.delete(value.seq);
    missed.unshift({
      entry: value,
      change: "added",
      versionstamp: versionstamp < latest ? versionstamp : latest,
    });
    if (missed.length > limit) return null;
  }
  for (const [seq, versionstamp] of altered) {
    const entry = await read(rows, [conversation, seq]);
    if (entry) missed.push({ entry, change: "altered", versionstamp });
  }
  return missed;
}
