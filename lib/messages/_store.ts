import type { Change } from "@/lib/kv/change.ts";
import { tallies } from "./_keys.ts";
import type { Tally } from "./model.ts";

/** Puts what hangs on a message; nothing, no row. */
export function putTally(
  c: Change,
  conversation: string,
  seq: number,
  tally: Tally,
): void {
  const { reactions = [], poll, ...rest } = tally;
  const voted = poll && (poll.voters > 0 || poll.closed !== undefined);
  const kept: Tally = {
    ...rest,
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(voted ? { poll } : {}),
  };
  if (Object.keys(kept).length > 0) c.put(tallies, [conversation, seq], kept);
  else c.drop(tallies, [conversation, seq]);
}
