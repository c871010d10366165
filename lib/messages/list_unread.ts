import { findBetweens } from "@/lib/accounts/between.ts";
import { isSilent } from "@/lib/accounts/between_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { listWaiting } from "@/lib/conversations/mark_unread.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { listMessages } from "./find.ts";
import type { ShownMessage } from "./model.ts";

/** Conversations on one page of what is unread, and first lines of each. */
export const UNREAD_PAGE = 20;
const FIRST_LINES = 5;

/** What waits in one conversation. */
export interface UnreadGroup {
  readonly conversation: NamedConversation;
  readonly unread: number;
  /** The number up to which "mark read" reads: what comes later was not shown. */
  readonly last: number;
  /** The first of what is unread. */
  readonly messages: readonly ShownMessage[];
}

/** Everything unread, grouped by conversation, newest activity first. */
export async function listUnread(
  user: User,
): Promise<{ groups: UnreadGroup[]; more: number }> {
  const [waiting, between] = await Promise.all([
    listWaiting(user),
    findBetweens(user.id),
  ]);
  const groups = await Promise.all(
    waiting.slice(0, UNREAD_PAGE).map(async (one): Promise<UnreadGroup[]> => {
      try {
        const id = one.conversation;
        const [conversation, page] = await Promise.all([
          findNamedConversation(user, id),
          listMessages(user, id, { after: one.read }),
        ]);
        return [{
          conversation,
          unread: one.unread,
          last: one.last,
          messages: page.messages
            .filter(({ author }) => !isSilent(between, author.id))
            .slice(0, FIRST_LINES),
        }];
      } catch (error) {
        // Left, or taken out, since the list was made.
        if (error instanceof NotFound) return [];
        throw error;
      }
    }),
  );
  return {
    groups: groups.flat(),
    more: Math.max(0, waiting.length - UNREAD_PAGE),
  };
}
