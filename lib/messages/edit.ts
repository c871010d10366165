import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { alterEntry, logQueue, previousOf } from "@/lib/conversations/log.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import {
  demand,
  demandReadable,
  refuseIfClosed,
} from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { tallies, versions } from "./_keys.ts";
import { putTally } from "./_store.ts";
import { demandContent } from "./content.ts";
import { plainText } from "./markdown.ts";
import { readMentions } from "./mentioned.ts";
import { mayEdit, type ShownMessage } from "./model.ts";
import { withoutOldCard } from "./preview_link.ts";
import { PREVIEW_LENGTH } from "./send.ts";
import { showWhole } from "./show.ts";
import { tellMentioned } from "./tell_mentioned.ts";

/** Earlier texts kept of one message; deleting drops them all in one atomic write. */
const VERSION_LIMIT = 100;

/**
 * Changes the text of one's own message. The earlier text stays readable to the
 * members; the same text again changes nothing.
 * @param text as `parseText` made it
 * @throws NotFound; Forbidden for others' messages and after the server's window
 */
export async function editMessage(
  user: User,
  conversationId: string,
  seq: number,
  text: string,
): Promise<ShownMessage> {
  const { editWindow } = await findServerSettings();
  const now = Date.now();
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    // New words in old places are words too.
    demand(conversation, member, "post");
    await refuseIfClosed(c, user, conversation);
    demandReadable(member, seq);
    const message = await takeEntry(c, conversationId, seq);
    if (!message) throw new NotFound({ key: "message.error.not_found" });
    if (!mayEdit(message, user.id, null, now) || !("text" in message.body)) {
      throw new Forbidden({ key: "message.error.may_not_edit" });
    }
    if (message.body.forwarded) {
      // They are somebody else's words.
      throw new Forbidden({ key: "message.forward.error.may_not_edit" });
    }
    if (message.body.poll) {
      // Whoever has voted has voted on these words.
      throw new Forbidden({ key: "poll.error.may_not_edit" });
    }
    if (message.body.voice) {
      throw new Forbidden({ key: "voice.error.may_not_edit" });
    }
    if (!mayEdit(message, user.id, editWindow, now)) {
      throw new Forbidden({
        key: "message.error.edit_window",
        values: { minutes: editWindow ?? 0 },
      });
    }
    const previous = await previousOf(c, message);
    // Peeked: whoever changes a tally writes the tip, and so does who edits.
    const tally = await c.peek(tallies, [conversationId, seq]) ?? {};
    const shown = (of: typeof message, hung = tally) =>
      showWhole(conversation, of, profileOf(user), previous, hung);
    if (message.body.text === text) return await shown(message);
    demandContent(conversation, member, { text });
    const n = message.versions ?? 0;
    if (n >= VERSION_LIMIT) {
      throw new Conflict({
        key: "message.error.too_many_versions",
        values: { limit: VERSION_LIMIT },
      });
    }
    c.put(versions, [conversationId, seq, n], {
      text: message.body.text,
      at: message.edited ?? message.at,
    });
    const { mentions: before, ...body } = message.body;
    const place = { conversation, member };
    const mentions = await readMentions(user, place, text, before);
    const edited = {
      ...message,
      body: { ...body, text, ...(mentions ? { mentions } : {}) },
      edited: now,
      versions: n + 1,
    };
    await alterEntry(
      c,
      edited,
      now,
      mayRead(conversation) ? plainText(text, PREVIEW_LENGTH) : "",
    );
    const left = await withoutOldCard(c, conversation, edited, tally);
    if (left !== tally) putTally(c, conversationId, seq, left);
    const changed = await shown(edited, left);
    announce(c, {
      type: "message-changed",
      audience: { conversation: conversationId },
      message: changed,
    });
    await tellMentioned(c, conversation, edited, message);
    return changed;
  }, { queue: logQueue(conversationId) });
}
