import type { User } from "@/lib/accounts/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { read } from "@/lib/kv/read.ts";
import { members } from "./_keys.ts";
import { findConversation, showMembers } from "./find.ts";
import type { ListedMember } from "./model.ts";

/** One person in it. @throws NotFound */
export async function findMember(
  user: User,
  id: string,
  userId: string,
): Promise<ListedMember> {
  const { conversation } = await findConversation(user, id);
  const member = await read(members, [id, userId]);
  const [shown] = member ? await showMembers(user, conversation, [member]) : [];
  if (!shown) throw new NotFound({ key: "conversation.error.not_a_member" });
  return shown;
}
