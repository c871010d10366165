/** Looks up what is shown with messages and does not stand in them. */
import { findProfiles } from "@/lib/accounts/find.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import { type Conversation, mayRead } from "@/lib/conversations/model.ts";
import { plainText } from "./markdown.ts";
import type { Hung, Message, Quote } from "./model.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";

/** As many characters of a quoted message as a row shows. */
const QUOTE_LENGTH = 90;

const NOTHING: Hung = {};

/**
 * What hangs on these messages of one conversation, by number. Only those that
 * have something are there, and only they cost a look.
 */
export async function findHung(
  conversation: Pick<Conversation, "id" | "encryption">,
  messages: readonly Message[],
): Promise<(seq: number) => Hung> {
  const replies = messages.flatMap(({ seq, body }) =>
    "text" in body && body.reply !== undefined ? [{ seq, to: body.reply }] : []
  );
  const quotes = await findQuotes(conversation, replies.map(({ to }) => to));
  const found = new Map<number, Hung>();
  for (const { seq, to } of replies) {
    const quote = quotes.get(to);
    if (quote) found.set(seq, { quote });
  }
  return (seq) => found.get(seq) ?? NOTHING;
}

/** The lines of these messages as a reply quotes them; notes and what is not there have none. */
export async function findQuotes(
  conversation: Pick<Conversation, "id" | "encryption">,
  seqs: readonly number[],
): Promise<Map<number, Quote>> {
  if (seqs.length === 0) return new Map();
  const found = await readEntries(conversation.id, [...new Set(seqs)]);
  const authors = await findProfiles(found.map(({ author }) => author));
  return new Map(
    found.filter(({ kind }) => kind !== "note").map(
      ({ seq, author, kind, body }) => {
        const text = mayRead(conversation) && "text" in body ? body.text : "";
        return [seq, {
          seq,
          author: authors.get(author) ?? formerProfile(author),
          line: plainText(text, QUOTE_LENGTH),
          gone: kind === "deleted",
        }];
      },
    ),
  );
}
