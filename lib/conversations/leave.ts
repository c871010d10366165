import { findUser } from "@/lib/accounts/find.ts";
import { endGuest } from "@/lib/accounts/guest.ts";
import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations, members } from "./_keys.ts";
import { dropMember } from "./_store.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import type { Member } from "./model.ts";
import { appendNote, appendNoteBy } from "./note.ts";
import { ROLES } from "./rights_model.ts";

/**
 * Leaves a group. When the last owner goes, whoever has been there longest
 * becomes owner, so that a group is never without one.
 * @throws NotFound; Forbidden for a direct conversation
 */
export async function leaveConversation(
  user: User,
  id: string,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(user, id, {
      within: c,
    });
    if (conversation.kind === "direct") {
      throw new Forbidden({ key: "conversation.error.direct_cannot_be_left" });
    }
    await appendNote(c, id, user, { what: "left" }, now);
    if (member.role === "owner") {
      await passOwnership(c, id, profileOf(user), now);
    }
    // After the note, which would put a reading row for its author again.
    dropMember(c, id, user.id);
    c.put(conversations, [id], {
      ...conversation,
      memberCount: conversation.memberCount - 1,
    });
    announce(c, {
      type: "member-removed",
      audience: { conversation: id },
      user: user.id,
    });
    // A guest has nowhere else to be.
    await endGuest(c, user.id, now);
  }, { queue: logQueue(id) });
}

/**
 * Makes the moderator, or else the member, who has been there longest the owner, unless there is another one;
 * the log says who. Somebody who is leaving themselves only if all are.
 */
export async function passOwnership(
  c: Change,
  id: string,
  leaving: Profile,
  now: number,
): Promise<void> {
  const others: Member[] = [];
  // A range is never a check; the tip that the note writes stands for all membership.
  for await (const { value } of c.list(members, [id])) {
    if (value.user === leaving.id) continue;
    if (value.role === "owner") return;
    if (value.role !== "guest") others.push(value);
  }
  // Who helped to run it goes before who did not; a guest owns nothing.
  others.sort((a, b) =>
    ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.since - b.since
  );
  let heir: { member: Member; name: string } | null = null;
  for (const member of others) {
    const user = await findUser(member.user);
    if (user && (!heir || !user.leaving)) heir = { member, name: user.name };
    if (user && !user.leaving) break;
  }
  if (!heir) return;
  const { member, name } = heir;
  // Not by user too: that row's stamp says when this person came in.
  c.put(members, [id, member.user], { ...member, role: "owner" });
  const note = { what: "owner", name } as const;
  await appendNoteBy(c, id, leaving, note, now, [member.user]);
}
