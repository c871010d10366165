import type { User } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import {
  GRANTABLE,
  type OpenRole,
  type Right,
  RIGHTS,
  rightsOf,
  type RoleRights,
} from "./rights_model.ts";

const OPEN_ROLES: readonly OpenRole[] = ["moderator", "member", "guest"];

/** The rights that were ticked for each role; what a role can never have, and what is no right, counts as not ticked. */
export function parseRights(
  ticked: (role: OpenRole) => readonly string[],
): Required<RoleRights> {
  const chosen = (role: OpenRole): readonly Right[] => {
    const typed = ticked(role);
    return RIGHTS.filter((right) =>
      typed.includes(right) && GRANTABLE[role].includes(right)
    );
  };
  return {
    moderator: chosen("moderator"),
    member: chosen("member"),
    guest: chosen("guest"),
  };
}

/**
 * Chooses what each role may do in a group. Owners alone, or whoever manages
 * could give themselves everything.
 * @throws NotFound, Forbidden
 */
export async function changeRights(
  actor: User,
  id: string,
  rights: Required<RoleRights>,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct" || member.role !== "owner") {
      throw new Forbidden({ key: "conversation.error.may_not.rights" });
    }
    const same = OPEN_ROLES.every((role) =>
      rights[role].join() ===
        RIGHTS.filter((one) => rightsOf(conversation, role).includes(one))
          .join()
    );
    if (same) return;
    c.put(conversations, [id], { ...conversation, rights });
    await appendNote(c, id, actor, { what: "set", to: "rights" }, now);
  }, { queue: logQueue(id) });
}
