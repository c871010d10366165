import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { noteAlteration, previousOf } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { putTally } from "./_store.ts";
import type { ShownMessage, Tally } from "./model.ts";
import { showWhole } from "./show.ts";

/** Writes what hangs on a message after its card came or went, and lets every page know. */
export async function putCard(
  c: Change,
  conversation: Conversation,
  entry: Entry,
  tally: Tally,
): Promise<ShownMessage> {
  const { seq, author } = entry;
  putTally(c, conversation.id, seq, tally);
  await noteAlteration(c, conversation.id, {
    seq,
    at: Date.now(),
    by: author,
  });
  const message = await showWhole(
    conversation,
    entry,
    await findProfile(author) ?? formerProfile(author),
    await previousOf(c, entry),
    tally,
  );
  announce(c, {
    type: "message-changed",
    audience: { conversation: conversation.id },
    message,
    hung: true,
  });
  return message;
}
