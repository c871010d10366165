/** What a conversation is called, and whose face it bears, for each reader. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { findUser } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { dotNow, sharePresence } from "@/lib/accounts/presence.ts";
import type {
  Conversation,
  ListedMember,
  TitledConversation,
} from "./model.ts";

/** A direct conversation bears the other's name and face; a group its own. */
export async function titleConversation(
  user: User,
  conversation: Conversation,
): Promise<TitledConversation> {
  if (conversation.kind === "group") {
    const { id, name, picture } = conversation;
    const drawn = picture ? { picture, conversation: id } : {};
    const face = { name, hue: hueOf(id), ...drawn };
    return { ...conversation, title: name, face };
  }
  const id = conversation.pair?.find((id) => id !== user.id) ?? user.id;
  const other = await findUser(id);
  const profile = other ? profileOf(other) : formerProfile(id);
  const between = (await findBetweens(user.id)).get(id);
  const apart = isApart(between);
  const closed = !other
    ? "gone"
    : between?.blocked !== undefined
    ? "blocked"
    : apart
    ? "apart"
    : other.leaving
    ? "leaving"
    : null;
  return {
    ...conversation,
    title: profile.name,
    face: {
      ...profile,
      of: id,
      dot: other && !apart ? dotFor(user, other) : undefined,
    },
    ...(closed ? { closed } : {}),
  };
}

/** Is this contact here? */
export function dotFor(viewer: User, person: User): ListedMember["dot"] {
  return sharePresence(viewer, person) ? dotNow(person.id) : undefined;
}

/** A group's colour: stable, from its id. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 997;
  return sum % 24;
}
