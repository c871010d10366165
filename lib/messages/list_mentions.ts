import { findBetweens } from "@/lib/accounts/between.ts";
import type { User } from "@/lib/accounts/model.ts";
import { readEntryAt } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import {
  type ListedMention,
  listMentionPage,
} from "@/lib/conversations/mention_list.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { readableFrom } from "@/lib/conversations/rights.ts";
import { titleConversation } from "@/lib/conversations/title.ts";
import { NotFound } from "@/lib/errors.ts";
import type { ShownMessage } from "./model.ts";
import { readable, unblocked } from "./readable.ts";
import { showMessages } from "./show.ts";

/** Mentions on one page. */
const PAGE = 30;

/** A message that mentions or answers its reader, where they may still read it. */
export interface ShownNotice {
  readonly mention: ListedMention;
  readonly conversation: TitledConversation;
  readonly message: ShownMessage;
}

/** A page of what mentions or answers this user, newest first. */
export async function listMentions(
  user: User,
  before?: number,
): Promise<{ notices: ShownNotice[]; next: number | null }> {
  const { listed, next } = await listMentionPage(user, { before, limit: PAGE });
  const between = await findBetweens(user.id);
  const shown = await Promise.all(listed.map(async (mention) => {
    const { conversation: id, seq } = mention;
    try {
      const { conversation, member } = await findConversation(user, id);
      const from = readableFrom(member);
      const entry = await readEntryAt(id, seq);
      if (!entry || entry.kind !== "text" || seq < from) return [];
      const [message] = await showMessages(conversation, [entry], null);
      return [{
        mention,
        conversation: await titleConversation(user, conversation),
        message: unblocked(readable(message!, from), between),
      }];
    } catch (error) {
      // Left, or taken out: what is still there goes by a job.
      if (error instanceof NotFound) return [];
      throw error;
    }
  }));
  return { notices: shown.flat(), next };
}
