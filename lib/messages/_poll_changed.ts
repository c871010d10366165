/** Writes a poll's totals and lets every page know. */
import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { noteAlteration, previousOf } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { putTally } from "./_store.ts";
import type { ShownMessage, Tally } from "./model.ts";
import { showWhole } from "./show.ts";

/** A poll as it is, for the screen. */
export async function showPolled(
  c: Change,
  conversation: Conversation,
  entry: Entry,
  tally: Tally,
): Promise<ShownMessage> {
  const author = await findProfile(entry.author) ?? formerProfile(entry.author);
  const previous = await previousOf(c, entry);
  return await showWhole(conversation, entry, author, previous, tally);
}

/**
 * Puts what hangs on a poll as it is now.
 * @param by who did it
 * @param votes what they have chosen now, for their own screens; in an
 * anonymous poll for those alone
 */
export async function putPolled(
  c: Change,
  conversation: Conversation,
  entry: Entry,
  tally: Tally,
  { at, by, votes }: { at: number; by: string; votes?: readonly number[] },
): Promise<ShownMessage> {
  putTally(c, conversation.id, entry.seq, tally);
  await noteAlteration(c, conversation.id, { seq: entry.seq, at, by });
  const message = await showPolled(c, conversation, entry, tally);
  const own = votes && { of: by, votes };
  announce(c, {
    type: "message-changed",
    audience: { conversation: conversation.id },
    message,
    hung: true,
    ...(own && (message.poll?.anonymous ? { secretly: own } : { marks: own })),
  });
  return message;
}
