/** What of a conversation a member sees whose history begins later than its log. */
import type { ReadableFrom } from "@/lib/conversations/history.ts";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { ShownMessage } from "./model.ts";

/** The message without the line of an earlier one that its reader may not read. */
export function readable(message: ShownMessage, from: number): ShownMessage {
  const { quote, ...rest } = message;
  return quote && quote.seq < from ? rest : message;
}

/**
 * What one user's streams carry of an event: the event itself, one without an
 * older line, or null for news of what was said before they came.
 */
export function seeAs(
  user: string,
  readableFrom: ReadableFrom,
): (event: LiveEvent) => LiveEvent | null {
  return (event) => {
    switch (event.type) {
      case "note-added": {
        const { entry, audience: { conversation } } = event;
        return entry.seq < readableFrom(user, conversation) ? null : event;
      }
      case "message-added":
      case "message-changed": {
        const from = readableFrom(user, event.audience.conversation);
        if (event.message.seq < from) return null;
        const message = readable(event.message, from);
        const own = event.type === "message-changed" &&
            event.secretly?.of === user
          ? event.secretly
          : undefined;
        return message === event.message && !own
          ? event
          : { ...event, message, ...own && { marks: own } };
      }
      default:
        return event;
    }
  };
}
