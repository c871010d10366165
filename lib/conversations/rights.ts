/** The question of rights as deeds ask it. */
import { readBetween } from "@/lib/accounts/between.ts";
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
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

/**
 * Whoever was blocked hears a sentence that names no reason; a block made at
 * this very moment is met, because what stands between the two is a check.
 * @throws Forbidden where the other person of a direct conversation is leaving
 * or gone, or the two are apart
 */
export async function refuseIfClosed(
  c: Change,
  user: User,
  { pair }: Conversation,
): Promise<void> {
  if (!pair) return;
  const id = pair.find((id) => id !== user.id) ?? user.id;
  const [other, between] = await Promise.all([
    findUser(id),
    readBetween(c, user.id, id),
  ]);
  if (!other) throw new Forbidden({ key: "message.closed.gone" });
  const { name } = other;
  if (between?.blocked !== undefined) {
    throw new Forbidden({ key: "message.closed.blocked", values: { name } });
  }
  if (between?.by !== undefined) {
    throw new Forbidden({ key: "message.closed.apart" });
  }
  if (!other.leaving) return;
  throw new Forbidden({ key: "message.closed.leaving", values: { name } });
}
