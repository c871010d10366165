import { findProfile } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { members } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import type { Member, MemberRole } from "./model.ts";
import { appendNote } from "./note.ts";
import { mayGiveRole, ROLES } from "./rights_model.ts";

type GivenRole = Exclude<MemberRole, "guest">;

/** What one can do with somebody's role. `hand-over` makes them owner in the actor's place. */
export type RoleDraft = GivenRole | "hand-over";

/** @throws Invalid at `role` */
export function parseRole(text: string): RoleDraft {
  const role = ROLES.find((one) => one === text);
  if (text === "hand-over") return text;
  if (role && role !== "guest") return role;
  throw new Invalid({ role: { key: "conversation.error.role" } });
}

/**
 * Gives a member another role; a line in the log says so. A group is never
 * without an owner: the last one cannot step down, whoever asks at once.
 * @throws NotFound when either is not in it; Forbidden; Conflict for the last owner
 */
export async function changeRole(
  actor: User,
  id: string,
  userId: string,
  draft: RoleDraft,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    // Peeked: whoever changes membership writes the tip, and the note checks it.
    const other = await c.peek(members, [id, userId]);
    const profile = await findProfile(userId);
    const handsOver = draft === "hand-over";
    const to = handsOver ? "owner" : draft;
    if (handsOver && member.role !== "owner") refuse();
    if (!other || !profile) {
      throw new NotFound({ key: "conversation.error.not_a_member" });
    }
    if (!mayGiveRole(conversation, member, other, to)) refuse();
    if (other.role !== to) {
      if (other.role === "owner") await keepAnOwner(c, id, userId);
      await put(c, actor, other, to, profile.name);
    }
    if (handsOver && userId !== actor.id) {
      await put(c, actor, member, "member", actor.name);
    }
  }, { queue: logQueue(id) });

  async function put(
    c: Change,
    by: User,
    one: Member,
    to: GivenRole,
    name: string,
  ): Promise<void> {
    // Not by user too: that row's stamp says when this person came in.
    c.put(members, [id, one.user], { ...one, role: to });
    const note = { what: "role", name, to } as const;
    await appendNote(c, id, by, note, now, [one.user]);
  }
}

function refuse(): never {
  throw new Forbidden({ key: "conversation.error.may_not.role" });
}

/** @throws Conflict when nobody else owns the group */
async function keepAnOwner(
  c: Change,
  id: string,
  stepping: string,
): Promise<void> {
  // A range is never a check; the tip stands for all membership.
  for await (const { value } of c.list(members, [id])) {
    if (value.role === "owner" && value.user !== stepping) return;
  }
  throw new Conflict({ key: "conversation.error.last_owner" });
}
