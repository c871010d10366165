import type { Change } from "@/lib/kv/change.ts";
import { entries } from "./_keys.ts";
import { nthOf, type Tip } from "./log_model.ts";

/** The newest entry of the log itself up to a number. Without threads numbers have no gaps, and nothing is read. */
export async function placeAt(
  c: Change,
  id: string,
  seq: number,
  tip: Tip,
): Promise<{ seq: number; nth?: number }> {
  if (nthOf(tip) === tip.seq) return { seq };
  const last = { before: seq + 1, limit: 1, reverse: true };
  for await (const { value } of c.list(entries, [id], last)) {
    return { seq: value.seq, nth: nthOf(value) };
  }
  return { seq: 0 };
}
