/** What of a conversation a member sees: whose history begins later than its log, or who has blocked somebody. */
import {
  type Betweens,
  isApart,
  isBlocked,
  isSilent,
} from "@/lib/accounts/between_model.ts";
import type { ReadableFrom } from "@/lib/conversations/history.ts";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { ShownMessage } from "./model.ts";

/** The message without the line of an earlier one that its reader may not read. */
export function readable(message: ShownMessage, from: number): ShownMessage {
  const { quote, ...rest } = message;
  return quote && quote.seq < from ? rest : message;
}

/** The message as this reader sees it who has blocked some: without the words of those. */
export function unblocked(
  message: ShownMessage,
  between: Betweens,
): ShownMessage {
  if (between.size === 0) return message;
  const { quote, author, forwarded } = message;
  const theirs = isBlocked(between, author.id) ||
    forwarded && isBlocked(between, forwarded.author.id);
  if (message.kind === "text" && theirs) {
    return { ...withoutHung(message), html: "", text: "", hidden: true };
  }
  return quote && isBlocked(between, quote.author.id)
    ? { ...message, quote: { ...quote, line: "", hidden: true } }
    : message;
}

function withoutHung(message: ShownMessage): ShownMessage {
  const { reactions: _, poll: __, quote: ___, card: ____, ...more } = message;
  const { forwarded: _____, ...rest } = more;
  return rest;
}

/**
 * What one user's streams carry of an event: the event itself, one without an
 * older line or the words of somebody they blocked, or null for news of what was
 * said before they came and of what those who are apart from them do.
 */
export function seeAs(
  user: string,
  readableFrom: ReadableFrom,
  betweensOf: (user: string) => Betweens,
): (event: LiveEvent) => LiveEvent | null {
  return (event) => {
    const between = betweensOf(user);
    switch (event.type) {
      case "typing":
        return isApart(between.get(event.profile.id)) ? null : event;
      case "receipt":
        return isApart(between.get(event.user)) ? null : event;
      case "note-added": {
        const { entry, audience: { conversation } } = event;
        return entry.seq < readableFrom(user, conversation) ? null : event;
      }
      case "message-added":
      case "message-changed": {
        const from = readableFrom(user, event.audience.conversation);
        if (event.message.seq < from) return null;
        const message = unblocked(readable(event.message, from), between);
        const silent = event.type === "message-added" &&
          isSilent(between, message.author.id);
        const own = event.type === "message-changed" &&
            event.secretly?.of === user
          ? event.secretly
          : undefined;
        return message === event.message && !own && !silent ? event : {
          ...event,
          message,
          ...own && { marks: own },
          ...silent && { silent },
        };
      }
      default:
        return event;
    }
  };
}
