import { findBetweens } from "@/lib/accounts/between.ts";
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile, User } from "@/lib/accounts/model.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { readableFrom } from "@/lib/conversations/rights.ts";
import { list } from "@/lib/kv/read.ts";
import { pinned } from "./_keys.ts";
import type { ShownMessage } from "./model.ts";
import type { Pinned } from "./pinned_model.ts";
import { readable, unblocked } from "./readable.ts";
import { showMessages } from "./show.ts";

/** A pinned message, and who pinned it when. */
export interface ListedPin {
  readonly message: ShownMessage;
  readonly by: Profile;
  readonly at: number;
}

/**
 * The pinned messages of a conversation that this user may read, the one
 * pinned last first.
 * @throws NotFound for strangers
 */
export async function listPinned(
  user: User,
  conversationId: string,
): Promise<ListedPin[]> {
  const { conversation, member } = await findConversation(
    user,
    conversationId,
  );
  const from = readableFrom(member);
  const pins = new Map<number, Pinned>();
  const own = { after: from - 1 };
  for await (const row of list(pinned, [conversationId], own)) {
    pins.set(row.key[1], row.value);
  }
  const entries = (await readEntries(conversationId, [...pins.keys()]))
    .filter(({ kind }) => kind === "text");
  const [messages, people, between] = await Promise.all([
    showMessages(conversation, entries, null),
    findProfiles([...pins.values()].map(({ by }) => by)),
    findBetweens(user.id),
  ]);
  return messages.map((message) => {
    const { by, at } = pins.get(message.seq)!;
    return {
      message: unblocked(readable(message, from), between),
      by: people.get(by) ?? formerProfile(by),
      at,
    };
  }).sort((a, b) => b.at - a.at || b.message.seq - a.message.seq);
}

/** Is anything pinned that this member may read? One small range, for pages that lead to the list. */
export async function hasPinned(
  conversation: string,
  member: { readonly from?: number },
): Promise<boolean> {
  const one = { after: readableFrom(member) - 1, limit: 1 };
  for await (const _ of list(pinned, [conversation], one)) return true;
  return false;
}
