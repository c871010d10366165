/** The card under a message: made after it is sent, off its way. */
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { readEntryAt } from "@/lib/conversations/entries.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import {
  type Conversation,
  type Entry,
  mayRead,
} from "@/lib/conversations/model.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { askPage } from "./_ask_page.ts";
import { cardPictures } from "./_card_keys.ts";
import { putCard } from "./_card_changed.ts";
import { tallies } from "./_keys.ts";
import { firstLink } from "./markdown.ts";
import type { LinkCard } from "./card_model.ts";
import type { Tally } from "./model.ts";

/** A message with a link was sent, or got another one. */
export interface LinkPosted extends Job {
  readonly kind: "link-posted";
  readonly conversation: string;
  readonly seq: number;
  readonly author: string;
}

/** Pages that are asked at a time. */
export const PAGES_AT_ONCE = 3;

/** Leaves word to look at the page a text links to, if it does and the server may read it. */
export async function previewLater(
  c: Change,
  conversation: Pick<Conversation, "encryption">,
  { conversation: id, seq, author, body }: Entry,
): Promise<void> {
  if (!mayRead(conversation) || !("text" in body)) return;
  // Cheap, on the way of every message; the job looks closely.
  if (!/https?:\/\//i.test(body.text)) return;
  const { linkPreviews } = await findServerSettings();
  if (!linkPreviews) return;
  later<LinkPosted>(c, { kind: "link-posted", conversation: id, seq, author });
}

/** The link of this message that gets a card, or null. */
function linkOf(entry: Entry | null): string | null {
  return entry && "text" in entry.body ? firstLink(entry.body.text) : null;
}

/**
 * Does such a job.
 * @param own this server's address: its pages are nobody else's
 */
export async function previewLink(
  { conversation: id, seq }: LinkPosted,
  own: string,
): Promise<void> {
  const { linkPreviews = false } = await findServerSettings();
  if (!linkPreviews) return;
  const conversation = (await readConversations([id])).get(id);
  const url = linkOf(await readEntryAt(id, seq));
  if (!conversation || !url || new URL(url).origin === own) return;
  const asked = await askPage(url);
  if (!asked) return;
  const { pieces, ...facts } = asked;
  const card: LinkCard = { url, ...facts };
  await change(async (c) => {
    const entry = await takeEntry(c, id, seq);
    // Edited or deleted while the page was asked; an edit left word again.
    if (linkOf(entry) !== url) return;
    const tally = await c.read(tallies, [id, seq]) ?? {};
    if (tally.cardless === url || tally.card?.url === url) return;
    dropPicture(c, entry!, tally);
    pieces.forEach((piece, n) => c.put(cardPictures, [id, seq, n], piece));
    await putCard(c, conversation, entry!, { ...tally, card });
  }, { queue: logQueue(id) });
}

/** Drops the picture of the card that is there. */
export function dropPicture(
  c: Change,
  { conversation, seq }: { conversation: string; seq: number },
  { card }: Tally,
): void {
  for (let n = 0; n < (card?.picture?.pieces ?? 0); n++) {
    c.drop(cardPictures, [conversation, seq, n]);
  }
}

/**
 * What hangs on a message whose text has changed: the card of a link that is
 * not the first of it any more is gone, and word is left to look at the new one.
 */
export async function withoutOldCard(
  c: Change,
  conversation: Pick<Conversation, "encryption">,
  entry: Entry,
  tally: Tally,
): Promise<Tally> {
  const url = linkOf(entry);
  if (url && url !== tally.card?.url) {
    await previewLater(c, conversation, entry);
  }
  if (!tally.card || tally.card.url === url) return tally;
  dropPicture(c, entry, tally);
  const { card: _, ...left } = tally;
  return left;
}
