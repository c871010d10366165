import type { Other } from "@/components/conversations/ConversationHead.tsx";
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findPresence } from "@/lib/accounts/presence.ts";
import { findStatuses } from "@/lib/accounts/profile.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";

/** How the other person of a direct conversation is to be found; undefined in a group. */
export async function viewOther(
  viewer: User,
  { face }: NamedConversation,
): Promise<Other | undefined> {
  const person = face.of === undefined ? null : await findUser(face.of);
  if (!person || person.id === viewer.id) return undefined;
  const [presence, statuses] = await Promise.all([
    findPresence(viewer, person),
    findStatuses([person.id]),
  ]);
  return { presence, status: statuses.get(person.id) };
}
