import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import type { GroupSetting } from "./model.ts";
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
function parseRights(
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

/** Longest interval of slow mode: a day. */
export const SLOW_MOST = 86_400;

/** Everything an owner chooses on the page of permissions. */
export interface GroupRules {
  readonly rights: Required<RoleRights>;
  /** What newcomers read. */
  readonly history: "all" | "joining";
  /** Seconds between two messages of one member; 0 is no slow mode. */
  readonly slow: number;
  /** Is the group laid to rest? */
  readonly readOnly: boolean;
}

/** @throws Invalid at `history` or `slow` */
export function parseRules(
  form: { history: string; slow: string; readOnly: boolean },
  ticked: (role: OpenRole) => readonly string[],
): GroupRules {
  // A form without it is none of ours: unticked boxes would take every right away.
  const { history } = form;
  if (history !== "all" && history !== "joining") {
    throw new Invalid({ history: { key: "conversation.error.history" } });
  }
  const seconds = form.slow.trim();
  const slow = Number(seconds);
  if (!/^\d{0,5}$/.test(seconds) || slow > SLOW_MOST) {
    throw new Invalid({
      slow: { key: "conversation.error.slow", values: { most: SLOW_MOST } },
    });
  }
  const { readOnly } = form;
  return { rights: parseRights(ticked), history, slow, readOnly };
}

/**
 * Chooses what each role may do in a group, what newcomers read, and how fast
 * one may write; a line in the log for each that changed. Owners alone, or whoever manages
 * could give themselves everything.
 * @throws NotFound, Forbidden
 */
export async function changeRules(
  actor: User,
  id: string,
  { rights, history, slow, readOnly }: GroupRules,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct" || member.role !== "owner") {
      throw new Forbidden({ key: "conversation.error.may_not.rights" });
    }
    const changed: GroupSetting[] = [];
    const { history: _, slow: __, readOnly: before = false, ...open } =
      conversation;
    const sameRights = OPEN_ROLES.every((role) =>
      rights[role].join() ===
        RIGHTS.filter((one) => rightsOf(open, role).includes(one))
          .join()
    );
    if (!sameRights) changed.push("rights");
    if (history !== (conversation.history ?? "all")) {
      changed.push(`history_${history}`);
    }
    if (slow !== (conversation.slow ?? 0)) {
      changed.push(slow > 0 ? "slow" : "slow_off");
    }
    if (readOnly !== before) {
      changed.push(readOnly ? "read_only" : "read_only_off");
    }
    if (changed.length === 0) return;
    c.put(conversations, [id], {
      ...open,
      rights,
      ...(history === "joining" ? { history } : {}),
      ...(slow > 0 ? { slow } : {}),
      ...(readOnly ? { readOnly } : {}),
    });
    for (const to of changed) {
      await appendNote(c, id, actor, { what: "set", to }, now);
    }
  }, { queue: logQueue(id) });
}
