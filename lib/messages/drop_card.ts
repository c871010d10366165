import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import { demandReadable, may } from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { putCard } from "./_card_changed.ts";
import { tallies } from "./_keys.ts";
import { mayDelete, type ShownMessage } from "./model.ts";
import { dropPicture } from "./preview_link.ts";

/**
 * Takes the card from one's own message, for everybody; it does not come back
 * for this link. Whoever may delete the message may do that too.
 * @throws NotFound where there is no card; Forbidden for others' messages
 */
export async function dropCard(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ShownMessage> {
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    demandReadable(member, seq);
    const entry = await takeEntry(c, conversationId, seq);
    const tally = await c.read(tallies, [conversationId, seq]);
    if (!entry || !tally?.card) {
      throw new NotFound({ key: "message.error.not_found" });
    }
    if (!mayDelete(entry, user.id, may(conversation, member, "delete"))) {
      throw new Forbidden({ key: "message.error.may_not_delete" });
    }
    dropPicture(c, entry, tally);
    const { card, ...left } = tally;
    return await putCard(c, conversation, entry, {
      ...left,
      cardless: card.url,
    });
  }, { queue: logQueue(conversationId) });
}
