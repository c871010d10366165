/** From stored entries to what a page shows: authors named, text as safe HTML. */
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import {
  type Conversation,
  mayRead,
  type Neighbour,
} from "@/lib/conversations/model.ts";
import { filesText } from "@/lib/files/model.ts";
import { type Pictures, withPictures } from "./custom_emoji_model.ts";
import { findHung } from "./hung.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Hung, Message, ShownMessage, Tally } from "./model.ts";

const NONE: Pictures = new Map();

/** One message for the screen. A body that the server may not read stays closed. */
export function showMessage(
  conversation: Pick<Conversation, "encryption">,
  message: Message,
  author: Profile,
  previous: Neighbour | null,
  { pictures = NONE, ...hung }: Hung & { readonly pictures?: Pictures } = {},
): ShownMessage {
  const { body } = message;
  const text = mayRead(conversation) && "text" in body ? body.text : "";
  return {
    ...hung,
    seq: message.seq,
    id: message.id,
    conversation: message.conversation,
    author,
    at: message.at,
    ...(message.thread === undefined ? {} : { inThread: message.thread }),
    kind: message.kind,
    html: text === "" || isOnlyFiles(message)
      ? ""
      : withPictures(renderMarkdown(text, hung.mentions), pictures),
    text,
    ...(text !== "" && "text" in body && body.voice
      ? { voice: body.voice }
      : {}),
    ...(text !== "" && "text" in body && body.files
      ? { files: body.files }
      : {}),
    ...("note" in body ? { note: body.note } : {}),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.until === undefined ? {} : { until: message.until }),
    previous: previous &&
      { author: previous.author, at: previous.at, kind: previous.kind },
  };
}

/** Are its words the names of its files? Those stand beside them already. */
function isOnlyFiles({ body }: Message): boolean {
  return "text" in body && body.files !== undefined &&
    body.text === filesText(body.files);
}

/**
 * One message with everything that hangs on it, as a deed announces it.
 * @param tally what the deed is about to write; else it is read
 */
export async function showWhole(
  conversation: Pick<Conversation, "id" | "encryption">,
  message: Message,
  author: Profile,
  previous: Neighbour | null,
  tally?: Tally,
): Promise<ShownMessage> {
  const known = tally && new Map([[message.seq, tally]]);
  const hung = await findHung(conversation, [message], known);
  return showMessage(
    conversation,
    message,
    author,
    previous,
    hung(message.seq),
  );
}

/** A word that means somebody, as the renderer draws it. What people type has no brackets left in it. */
const MENTION =
  /<(a|b)(?: href="[^"]*")? data-mention="[^"]*" data-sheet="mine">([^<]*)<\/\1>/g;

/** The message for readers to whom the people it mentions are words: without an account, or far from the server. */
export function withoutLinks(
  { mentions, ...message }: ShownMessage,
): ShownMessage {
  return mentions
    ? { ...message, html: message.html.replace(MENTION, "$2") }
    : message;
}

/** The message for readers who get no files: theirs are the names. */
export function withoutFiles(
  { files, ...message }: ShownMessage,
): ShownMessage {
  return files && message.html === ""
    ? { ...message, html: renderMarkdown(message.text) }
    : message;
}

/** A note for the screen; its words are chosen where it is drawn. */
export function showNote(
  note: Message,
  author: Profile,
  previous: Neighbour | null,
): ShownMessage {
  return showMessage({ encryption: "server" }, note, author, previous);
}

/**
 * A run of messages, oldest first.
 * @param before the message that stands before the run, or null at the very start
 */
export async function showMessages(
  conversation: Conversation,
  messages: readonly Message[],
  before: Neighbour | null,
): Promise<ShownMessage[]> {
  const [profiles, hung] = await Promise.all([
    findProfiles(messages.map(({ author }) => author)),
    findHung(conversation, messages),
  ]);
  return messages.map((message, i) =>
    showMessage(
      conversation,
      message,
      profiles.get(message.author) ?? formerProfile(message.author),
      messages[i - 1] ?? before,
      hung(message.seq),
    )
  );
}
