import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { appendEntry } from "./log.ts";
import type { Note } from "./model.ts";
import { newId } from "./new_id.ts";

/**
 * Writes into the log what somebody just did, and tells the others.
 * @param named whose names the note holds, in their order
 */
export async function appendNote(
  c: Change,
  conversation: string,
  actor: User,
  note: Note,
  at: number,
  named: readonly string[] = [],
): Promise<void> {
  await appendNoteBy(c, conversation, profileOf(actor), note, at, named);
}

/** The same for somebody who may have no account any more. */
export async function appendNoteBy(
  c: Change,
  conversation: string,
  author: Profile,
  note: Note,
  at: number,
  named: readonly string[] = [],
): Promise<void> {
  const { entry, previous } = await appendEntry(
    c,
    conversation,
    {
      id: newId(at),
      author: author.id,
      at,
      kind: "note",
      body: { note },
    },
    "",
    named,
  );
  announce(c, {
    type: "note-added",
    audience: { conversation },
    entry,
    author,
    previous,
  });
}
