import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import { RETENTION_MOST } from "./retention_model.ts";

/** Days as typed; empty is no rule (0). @throws Invalid at `days` */
export function parseDays(text: string): number {
  const typed = text.trim();
  const days = typed === "" ? 0 : Number(typed);
  if (typed !== "" && !/^[1-9]\d{0,3}$/.test(typed) || days > RETENTION_MOST) {
    throw new Invalid({
      days: {
        key: "retention.rule.days_problem",
        values: { most: RETENTION_MOST },
      },
    });
  }
  return days;
}

/**
 * From the next night on what is older than so many days goes; 0 ends the rule.
 * @throws NotFound; Forbidden for all but owners
 */
export async function setRetention(
  actor: User,
  id: string,
  days: number,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct" || member.role !== "owner") {
      throw new Forbidden({ key: "retention.rule.owner" });
    }
    const { retention = 0, ...rest } = conversation;
    if (retention === days) return;
    c.put(conversations, [id], {
      ...rest,
      ...(days > 0 ? { retention: days } : {}),
    });
    const { name, description } = conversation;
    announce(c, {
      type: "conversation-changed",
      audience: { conversation: id },
      name,
      description,
    });
    await appendNote(c, id, actor, { what: "retention", days }, now);
  }, { queue: logQueue(id) });
}
