/** The question of rights as deeds ask it. */
import { Forbidden } from "@/lib/errors.ts";
import type { Conversation, Member } from "./model.ts";
import { may, type Right } from "./rights_model.ts";

export { may };

/** @throws Forbidden when this member may not do that here */
export function demand(
  conversation: Pick<Conversation, "kind" | "rights">,
  member: Pick<Member, "role">,
  right: Right,
): void {
  if (may(conversation, member, right)) return;
  throw new Forbidden({ key: `conversation.error.may_not.${right}` });
}
