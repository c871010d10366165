import type { Other } from "@/components/conversations/ConversationHead.tsx";
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findPresence } from "@/lib/accounts/presence.ts";
import { findStatuses } from "@/lib/accounts/profile.ts";
import { listMembers } from "@/lib/conversations/find.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { lookAt } from "@/lib/conversations/presence_news.ts";

/** Members the third pane names; the rest is one link away. */
const NAMED = 5;

/** How the other person of a direct conversation is to be found; undefined in a group. */
export async function viewOther(
  viewer: User,
  { face, closed }: NamedConversation,
): Promise<Other | undefined> {
  const person = face.of === undefined ? null : await findUser(face.of);
  if (!person || person.id === viewer.id) return undefined;
  // Neither is told how the other is to be found.
  if (closed === "blocked" || closed === "apart") return undefined;
  const [presence, statuses] = await Promise.all([
    findPresence(viewer, person),
    findStatuses([person.id]),
  ]);
  return { presence, status: statuses.get(person.id) };
}

/** The first members; from now on the page hears who of them comes and goes. */
export async function viewMembers(
  viewer: User,
  id: string,
): Promise<ListedMember[]> {
  const members = await listMembers(viewer, id, { limit: NAMED });
  lookAt(viewer, members.map(({ profile }) => profile.id));
  return members;
}
