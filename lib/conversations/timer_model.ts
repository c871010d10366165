/** After how long new messages vanish, and who decides that. */
import type { Conversation, Member } from "./model.ts";
import { may } from "./rights_model.ts";

/** The spans offered, in minutes: an hour, a day, a week, thirty days. */
export const TIMERS = [60, 1_440, 10_080, 43_200] as const;

/** Units of an own span, in minutes. */
export const UNITS = { minutes: 1, hours: 60, days: 1_440 } as const;
export type Unit = keyof typeof UNITS;

/** The longest one: a year. */
export const TIMER_MOST = 365 * 1_440;

/** May this member set the timer? Whoever manages a group; of two people both. */
export function maySetTimer(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  member: Pick<Member, "role">,
): boolean {
  return conversation.kind === "direct" || may(conversation, member, "manage");
}
