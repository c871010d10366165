import type { User } from "@/lib/accounts/model.ts";
import { endGuest } from "@/lib/accounts/guest.ts";
import { findProfile } from "@/lib/accounts/find.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations, members } from "./_keys.ts";
import { dropMember } from "./_store.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import { demand } from "./rights.ts";
import { mayRemove } from "./rights_model.ts";

/**
 * Takes somebody out of a group, at once: pages, sends and live streams of that
 * person end with this change.
 * @throws NotFound when either is not in it; Forbidden for those who may not
 */
export async function removeMember(
  actor: User,
  id: string,
  userId: string,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    demand(conversation, member, "remove");
    const gone = await c.read(members, [id, userId]);
    const profile = await findProfile(userId);
    if (!gone || !profile) {
      throw new NotFound({ key: "conversation.error.not_a_member" });
    }
    if (!mayRemove(conversation, member, gone)) {
      throw new Forbidden({ key: "conversation.error.may_not.remove" });
    }
    dropMember(c, id, userId);
    c.put(conversations, [id], {
      ...conversation,
      memberCount: conversation.memberCount - 1,
    });
    // Before the note: whoever is out must not receive the line about it.
    announce(c, {
      type: "member-removed",
      audience: { conversation: id },
      user: userId,
    });
    await appendNote(
      c,
      id,
      actor,
      {
        what: "removed",
        name: profile.name,
      },
      now,
      [userId],
    );
    // A guest has nowhere else to be.
    await endGuest(c, userId, now);
  }, { queue: logQueue(id) });
}
