/** The question of rights as deeds ask it. */
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import type { Conversation, Member } from "./model.ts";
import { may, readableFrom, type Right } from "./rights_model.ts";

export { may, readableFrom };

/** @throws Forbidden when this member may not do that here */
export function demand(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  member: Pick<Member, "role">,
  right: Right,
): void {
  if (may(conversation, member, right)) return;
  if (conversation.readOnly) {
    throw new Forbidden({ key: "conversation.error.read_only" });
  }
  throw new Forbidden({ key: `conversation.error.may_not.${right}` });
}

/** @throws NotFound for an entry from before this member's history begins: it looks like none */
export function demandReadable(
  member: Pick<Member, "from">,
  seq: number,
): void {
  if (seq >= readableFrom(member)) return;
  throw new NotFound({ key: "message.error.not_found" });
}

/** @throws Forbidden where the other person of a direct conversation is leaving or gone */
export async function refuseIfClosed(
  user: User,
  { pair }: Conversation,
): Promise<void> {
  if (!pair) return;
  const other = await findUser(pair.find((id) => id !== user.id) ?? user.id);
  if (!other) throw new Forbidden({ key: "message.closed.gone" });
  if (!other.leaving) return;
  const { name } = other;
  throw new Forbidden({ key: "message.closed.leaving", values: { name } });
}
