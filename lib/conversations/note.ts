import type { User } from "@/lib/accounts/model.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { appendEntry } from "./log.ts";
import type { Note } from "./model.ts";
import { newId } from "./new_id.ts";

/** Writes into the log what somebody just did, and tells the others. */
export async function appendNote(
  c: Change,
  conversation: string,
  actor: User,
  note: Note,
  at: number,
): Promise<void> {
  const { entry, previous } = await appendEntry(c, conversation, {
    id: newId(at),
    author: actor.id,
    at,
    kind: "note",
    body: { note },
  }, "");
  announce(c, {
    type: "note-added",
    audience: { conversation },
    entry,
    author: profileOf(actor),
    previous,
  });
}
