/** Looks up what is shown with messages and does not stand in them. */
import { findProfiles } from "@/lib/accounts/find.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import {
  type Conversation,
  type Forwarded,
  mayRead,
} from "@/lib/conversations/model.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import { tallies } from "./_keys.ts";
import { picturesFor } from "./custom_emoji.ts";
import { pictureOf, type Pictures } from "./custom_emoji_model.ts";
import type { ShownForward } from "./forward_model.ts";
import { plainText, renderMarkdown } from "./markdown.ts";
import { findMentioned } from "./mentioned.ts";
import { showPoll } from "./poll_model.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import {
  type Hung,
  type Message,
  type Quote,
  repliesOf,
  type Tally,
} from "./model.ts";

/** As many characters of a quoted message as a row shows. */
const QUOTE_LENGTH = 90;
/** Numbers closer together than this are read as one range. */
const RANGE = 200;

type Place = Pick<Conversation, "id" | "encryption">;

/**
 * What hangs on these messages of one conversation, by number: one range of
 * tallies for a page, and the lines its replies quote.
 * @param known tallies that are about to be written
 */
export async function findHung(
  conversation: Place,
  messages: readonly Message[],
  known?: ReadonlyMap<number, Tally>,
): Promise<(seq: number) => Hung & { readonly pictures: Pictures }> {
  const replies = messages.flatMap(({ seq, body }) =>
    "text" in body && body.reply !== undefined ? [{ seq, to: body.reply }] : []
  );
  const [quotes, mentioned, found] = await Promise.all([
    findQuotes(conversation, replies.map(({ to }) => to)),
    findMentioned(messages),
    known ?? readTallies(conversation.id, messages.map(({ seq }) => seq)),
  ]);
  const passed = new Map(
    messages.flatMap(({ seq, body }) =>
      mayRead(conversation) && "text" in body && body.forwarded
        ? [[seq, body.forwarded] as const]
        : []
    ),
  );
  const people = await findProfiles([
    ...[...found.values()].flatMap(({ reactions = [] }) =>
      reactions.flatMap(({ users }) => users)
    ),
    ...[...passed.values()].map(({ author }) => author),
  ]);
  const pictures = await picturesFor([
    ...messages.map(({ body }) => "text" in body ? body.text : ""),
    ...[...found.values()].flatMap(({ reactions = [] }) =>
      reactions.map(({ emoji }) => emoji)
    ),
  ]);
  const now = Date.now();
  const polls = new Map(
    messages.flatMap(({ seq, body }) =>
      mayRead(conversation) && "text" in body && body.poll
        ? [[seq, body.poll] as const]
        : []
    ),
  );
  const quoted = new Map(replies.map(({ seq, to }) => [seq, quotes.get(to)]));
  return (seq) => {
    const quote = quoted.get(seq);
    const tally = found.get(seq);
    const mentions = mentioned.get(seq);
    return {
      pictures,
      ...(mentions ? { mentions } : {}),
      ...(quote ? { quote } : {}),
      ...(tally ? hungOf(tally, people, pictures) : {}),
      ...(polls.has(seq)
        ? { poll: showPoll(polls.get(seq)!, tally?.poll, now) }
        : {}),
      ...(passed.has(seq)
        ? { forwarded: showForward(passed.get(seq)!, people) }
        : {}),
    };
  };
}

function showForward(
  { author, at, words = "" }: Forwarded,
  people: ReadonlyMap<string, Profile>,
): ShownForward {
  return {
    author: people.get(author) ?? formerProfile(author),
    at,
    words,
    html: words === "" ? "" : renderMarkdown(words),
  };
}

function hungOf(
  { reactions = [], thread, pinned, card }: Tally,
  people: ReadonlyMap<string, Profile>,
  pictures: Pictures,
): Hung {
  const shown = reactions.map(({ emoji, count, users }) => ({
    emoji,
    ...pictureOf(emoji, pictures),
    count,
    names: users.map((id) => (people.get(id) ?? formerProfile(id)).name),
  }));
  return {
    ...(shown.length > 0 ? { reactions: shown } : {}),
    ...(thread && repliesOf(thread) > 0 ? { thread } : {}),
    ...(pinned ? { pinned } : {}),
    ...(card ? { card } : {}),
  };
}

async function readTallies(
  conversation: string,
  seqs: readonly number[],
): Promise<Map<number, Tally>> {
  const found = new Map<number, Tally>();
  if (seqs.length === 0) return found;
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  if (last - first < RANGE) {
    const range = { after: first - 1, before: last + 1 };
    for await (const { key, value } of list(tallies, [conversation], range)) {
      found.set(key[1], value);
    }
    return found;
  }
  const rows = await readMany(tallies, seqs.map((seq) => [conversation, seq]));
  rows.forEach((row, i) => row && found.set(seqs[i]!, row));
  return found;
}

/** The lines of these messages as a reply quotes them; notes and what is not there have none. */
export async function findQuotes(
  conversation: Place,
  seqs: readonly number[],
): Promise<Map<number, Quote>> {
  if (seqs.length === 0) return new Map();
  const found = await readEntries(conversation.id, [...new Set(seqs)]);
  const authors = await findProfiles(found.map(({ author }) => author));
  return new Map(
    found.filter(({ kind }) => kind !== "note").map(
      ({ seq, author, kind, body, thread }) => {
        const text = mayRead(conversation) && "text" in body ? body.text : "";
        return [seq, {
          seq,
          author: authors.get(author) ?? formerProfile(author),
          line: plainText(text, QUOTE_LENGTH),
          inThread: thread,
          gone: kind === "deleted",
        }];
      },
    ),
  );
}
