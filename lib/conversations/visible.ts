import type { ListOptions, Row } from "@/lib/kv/read.ts";
import { isOver } from "./log_model.ts";
import type { Entry } from "./model.ts";

/** A run of a log; both bounds are numbers. */
type Range = Omit<ListOptions, "limit"> & { readonly limit: number };

/**
 * Rows of a log without those whose time is over. Mostly there are none, and it
 * is one read of `limit` rows; where some are not swept yet, further ones follow
 * until there are as many as were asked for.
 */
export async function collect<K extends readonly Deno.KvKeyPart[]>(
  range: Range,
  rows: (range: Range) => AsyncIterable<Row<Entry, K>>,
): Promise<Entry[]> {
  const now = Date.now();
  const found: Entry[] = [];
  for (let rest = range;;) {
    let [read, last] = [0, 0];
    for await (const { value } of rows(rest)) {
      read++;
      last = value.seq;
      if (!isOver(value, now)) found.push(value);
    }
    const limit = range.limit - found.length;
    if (read < rest.limit || limit <= 0) return found;
    rest = { ...rest, limit, [rest.reverse ? "before" : "after"]: last };
  }
}
