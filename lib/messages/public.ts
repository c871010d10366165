/** A public group's messages, for readers without an account. */
import { listEntries } from "@/lib/conversations/entries.ts";
import { findTipEntry } from "@/lib/conversations/find.ts";
import { findPublic } from "@/lib/conversations/publish.ts";
import type { Conversation } from "@/lib/conversations/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { PAGE_SIZE, type ShownMessage } from "./model.ts";
import { showMessages, withoutFiles, withoutLinks } from "./show.ts";

/** One page of it. Page n holds the same numbers for ever, so its address can be kept. */
export interface PublicPage {
  readonly conversation: Conversation;
  /** Oldest first; what was deleted is not there. */
  readonly messages: readonly ShownMessage[];
  readonly page: number;
  readonly last: number;
}

/**
 * A page of a public group: the one asked for, or the last. What nobody wrote
 * (who came, who left) is for its members.
 * @throws NotFound where nothing is public under this name, or there is no such page
 */
export async function listPublic(
  slug: string,
  asked?: number,
): Promise<PublicPage> {
  const conversation = await findPublic(slug);
  if (!conversation) throw new NotFound({ key: "error.not_found" });
  const tip = await findTipEntry(conversation.id);
  const last = Math.max(1, Math.ceil((tip?.value.seq ?? 0) / PAGE_SIZE));
  const page = asked ?? last;
  if (page < 1 || page > last) throw new NotFound({ key: "error.not_found" });
  const entries = await listEntries(conversation.id, {
    after: (page - 1) * PAGE_SIZE,
    before: page * PAGE_SIZE + 1,
    limit: PAGE_SIZE,
  });
  const said = entries.filter(({ kind }) => kind === "text");
  const messages = (await showMessages(conversation, said, null))
    .map(withoutLinks).map(withoutFiles);
  return { conversation, messages, page, last };
}
