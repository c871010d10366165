import { createHash } from "node:crypto";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { appendEntry, logQueue, previousOf } from "@/lib/conversations/log.ts";
import { nothingLeft } from "@/lib/conversations/log_model.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import { peekEntry } from "@/lib/conversations/thread_log.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import {
  demand,
  readableFrom,
  refuseIfClosed,
} from "@/lib/conversations/rights.ts";
import { demandPace } from "@/lib/conversations/slow.ts";
import { Conflict, Invalid } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { clientIds } from "./_keys.ts";
import { attachedOf, attachTo } from "./attach_to.ts";
import { demandContent } from "./content.ts";
import { closeLater } from "./close_poll.ts";
import { settleUnsent } from "./keep_unsent.ts";
import type { Draft } from "./draft.ts";
import { plainText } from "./markdown.ts";
import { readMentions } from "./mentioned.ts";
import type { ShownMessage } from "./model.ts";
import { previewLater } from "./preview_link.ts";
import { sayInThread } from "./say_in_thread.ts";
import { showWhole } from "./show.ts";
import { tellMentioned } from "./tell_mentioned.ts";

/** Longest start of a message that an inbox row shows, in characters. */
export const PREVIEW_LENGTH = 90;

/**
 * Sends a message, once: the same client id with the same text answers with the
 * message that is there, however late and from wherever it is sent again.
 * It is stored when this returns.
 * @param alongside what else is done in the same write
 * @throws NotFound for strangers; Conflict when the id was used for another text
 */
export async function sendMessage(
  sender: User,
  draft: Draft,
  alongside?: (c: Change) => Promise<void>,
): Promise<ShownMessage> {
  const digest = digestOf(draft);
  const id = newId();
  const at = Date.now();
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      sender,
      draft.conversation,
      { within: c },
    );
    await alongside?.(c);
    const sent = await c.read(clientIds, [
      conversation.id,
      sender.id,
      draft.clientId,
    ]);
    if (sent) return await sentBefore(c, sender, draft, sent, digest);
    demand(conversation, member, "post");
    await checkReply(c, draft, readableFrom(member));
    await settleUnsent(c, sender.id, draft);
    await refuseIfClosed(c, sender, conversation);
    demandContent(conversation, member, draft);
    await demandPace(c, conversation, member, at);
    const { text, reply, poll, thread, voice, files, forwarded } = draft;
    const { timer } = conversation;
    const place = { conversation, member };
    const mentions = await readMentions(sender, place, text);
    const said = {
      id,
      author: sender.id,
      at,
      clientId: draft.clientId,
      ...(timer ? { until: at + timer * 60_000 } : {}),
      kind: "text" as const,
      body: {
        text,
        ...(reply === undefined ? {} : { reply }),
        ...(poll ? { poll } : {}),
        ...(voice ? { voice: voice.said } : {}),
        ...(files ? { files: files.map(attachedOf) } : {}),
        ...(forwarded ? { forwarded } : {}),
        ...(mentions ? { mentions } : {}),
      },
    };
    const { entry, previous } = thread === undefined
      ? await appendEntry(
        c,
        conversation.id,
        said,
        mayRead(conversation) ? plainText(text, PREVIEW_LENGTH) : "",
      )
      : await sayInThread(c, place, thread, sender, said);
    if (poll) closeLater(c, entry, poll);
    await previewLater(c, conversation, entry);
    await attachTo(c, sender, entry, draft);
    c.put(clientIds, [conversation.id, sender.id, draft.clientId], {
      seq: entry.seq,
      digest,
    });
    const message = await showWhole(
      conversation,
      entry,
      profileOf(sender),
      previous,
    );
    announce(c, {
      type: "message-added",
      audience: { conversation: conversation.id },
      message,
    });
    await tellMentioned(c, conversation, entry);
    return message;
  }, { queue: logQueue(draft.conversation) });
}

/** Answers a re-send from what is stored, so that every answer is the same. */
async function sentBefore(
  c: Change,
  sender: User,
  draft: Draft,
  sent: { seq: number; digest: string | null; at?: number },
  digest: string,
): Promise<ShownMessage> {
  // A deleted message has no digest any more: its re-send answers what is left of it.
  if (sent.digest !== null && sent.digest !== digest) {
    throw new Conflict({
      key: "message.error.id_used",
      values: { seq: sent.seq },
    });
  }
  const { conversation } = await findConversation(sender, draft.conversation, {
    within: c,
  });
  const { seq, at = 0 } = sent;
  const entry = await peekEntry(c, conversation.id, seq) ??
    nothingLeft(conversation.id, sender.id, seq, at);
  const previous = await previousOf(c, entry);
  return await showWhole(conversation, entry, profileOf(sender), previous);
}

/** One answers a message that is there, even if it was deleted meanwhile; no note. */
async function checkReply(
  c: Change,
  draft: Draft,
  from: number,
): Promise<void> {
  if (draft.reply === undefined) return;
  // Not a check: one that goes away this moment is a line that is not shown.
  const to = await peekEntry(c, draft.conversation, draft.reply);
  if (!to || to.kind === "note" || to.seq < from) {
    throw new Invalid({ reply_to: { key: "message.error.reply_to" } });
  }
}

/**
 * SHA-256 of what is said, hexadecimal: enough to tell another text from the
 * same one, and an answer from a message of its own. Synchronous: WebCrypto
 * hands every call to another thread, which costs a hundred times what hashing
 * a message does.
 */
function digestOf(
  { text, reply, poll, thread, voice, files = [], forwarded }: Draft,
): string {
  const hash = createHash("sha256").update(text);
  if (reply !== undefined) hash.update(`\0reply ${reply}`);
  if (thread !== undefined) hash.update(`\0thread ${thread}`);
  if (voice) hash.update(`\0voice ${voice.put.digest}`);
  // Not their ids: a form sent twice brings the same bytes under new ones.
  for (const { digest, name } of files) hash.update(`\0file ${digest} ${name}`);
  if (poll) {
    // Not its end: that is counted from the first sending.
    const { options, several, anonymous } = poll;
    hash.update(`\0poll ${JSON.stringify([options, several, anonymous])}`);
  }
  if (forwarded) {
    const { from, seq, words = "" } = forwarded;
    hash.update(`\0forwarded ${from} ${seq} ${words}`);
  }
  return hash.digest("hex");
}
