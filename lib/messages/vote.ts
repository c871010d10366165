import type { User } from "@/lib/accounts/model.ts";
import { entries } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import {
  demand,
  demandReadable,
  refuseIfClosed,
} from "@/lib/conversations/rights.ts";
import { Conflict, Invalid, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { tallies, votes } from "./_keys.ts";
import { putPolled, showPolled } from "./_poll_changed.ts";
import type { ShownMessage } from "./model.ts";
import { emptyTally, isClosed, recounted } from "./poll_model.ts";

/**
 * Chooses in a poll, in place of what one chose before; with nothing chosen the
 * vote is taken back. One person has one vote however many are sent at once:
 * their row and the totals are checks of the change.
 * @throws NotFound where there is no poll; Invalid at `choice`; Forbidden
 * without the right to react; Conflict when it is closed
 */
export async function vote(
  user: User,
  conversationId: string,
  seq: number,
  choices: readonly number[],
): Promise<ShownMessage> {
  const at = Date.now();
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    // Taking one's own back needs no right.
    if (choices.length > 0) {
      demand(conversation, member, "react");
      await refuseIfClosed(c, user, conversation);
    }
    demandReadable(member, seq);
    const entry = await c.read(entries, [conversationId, seq]);
    const poll = entry && "text" in entry.body ? entry.body.poll : undefined;
    if (!entry || !poll) throw new NotFound({ key: "message.error.not_found" });
    const tally = await c.read(tallies, [conversationId, seq]) ?? {};
    if (isClosed(poll, tally.poll, at)) {
      throw new Conflict({ key: "poll.error.closed" });
    }
    const chosen = [...new Set(choices)].sort((a, b) => a - b);
    if (chosen.some((one) => poll.options[one] === undefined)) {
      throw new Invalid({ choice: { key: "poll.error.choice" } });
    }
    if (chosen.length > 1 && !poll.several) {
      throw new Invalid({ choice: { key: "poll.error.one" } });
    }
    const key: [string, number, string] = [conversationId, seq, user.id];
    const before = (await c.read(votes, key))?.choices ?? [];
    if (before.join() === chosen.join()) {
      return await showPolled(c, conversation, entry, tally);
    }
    if (chosen.length > 0) c.put(votes, key, { choices: chosen, at });
    else c.drop(votes, key);
    const counted = recounted(tally.poll ?? emptyTally(poll), before, chosen);
    return await putPolled(c, conversation, entry, {
      ...tally,
      poll: counted,
    }, { at, by: user.id, votes: chosen });
  }, { queue: logQueue(conversationId) });
}
