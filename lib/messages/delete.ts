import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { alterEntry, logQueue, previousOf } from "@/lib/conversations/log.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import { demandReadable, may } from "@/lib/conversations/rights.ts";
import { emptied } from "@/lib/conversations/log_model.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { clientIds, versions } from "./_keys.ts";
import { forgetHung } from "./sweep_deleted.ts";
import { mayDelete, type ShownMessage } from "./model.ts";
import { showWhole } from "./show.ts";

/**
 * Deletes a message for everyone: text and earlier texts leave the store and
 * every open screen. One's own, or with the right to it anybody's. Its number stays, so that the log has no gap. Deleting
 * again changes nothing.
 * @throws NotFound; Forbidden for others' messages without that right
 */
export async function deleteMessage(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ShownMessage> {
  const now = Date.now();
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    demandReadable(member, seq);
    const message = await takeEntry(c, conversationId, seq);
    if (!message) throw new NotFound({ key: "message.error.not_found" });
    const previous = await previousOf(c, message);
    const moderates = may(conversation, member, "delete");
    const by = message.author === user.id
      ? profileOf(user)
      : await findProfile(message.author) ?? formerProfile(message.author);
    if (
      message.kind === "deleted" && (message.author === user.id || moderates)
    ) {
      return await showWhole(conversation, message, by, previous);
    }
    if (!mayDelete(message, user.id, moderates)) {
      throw new Forbidden({ key: "message.error.may_not_delete" });
    }
    for (let n = 0; n < (message.versions ?? 0); n++) {
      c.drop(versions, [conversationId, seq, n]);
    }
    const { clientId } = message;
    if (clientId) {
      // The id stays so that a late re-send does not bring the text back; the
      // digest goes, since a short text could be guessed from it.
      c.put(clientIds, [conversationId, message.author, clientId], {
        seq,
        digest: null,
      });
    }
    const rest: Entry = {
      ...emptied(message),
      ...(clientId ? { clientId } : {}),
    };
    await alterEntry(c, rest, now, "");
    const left = await forgetHung(c, conversationId, seq);
    const shown = await showWhole(conversation, rest, by, previous, left);
    announce(c, {
      type: "message-changed",
      audience: { conversation: conversationId },
      message: shown,
    });
    return shown;
  }, { queue: logQueue(conversationId) });
}
