import type { LiveEvent } from "@/lib/live/events.ts";
import type { Frame } from "@/lib/live/frame.ts";

/** What is news to one person alone, on all of their screens: plain facts, and no row. */
export function renderOwn(
  event: Extract<LiveEvent, {
    type:
      | "read-elsewhere"
      | "mentions-changed"
      | "place-changed"
      | "security-event"
      | "notice-raised";
  }>,
): Frame {
  switch (event.type) {
    case "read-elsewhere":
    case "mentions-changed": {
      const { conversation, unread, mentions } = event;
      return { event: "inbox", about: { conversation, unread, mentions } };
    }
    case "place-changed":
      return { event: "place", about: {} };
    case "security-event":
      return { event: "security", about: { session: event.session } };
    case "notice-raised": {
      const { conversation = null } = event;
      return { event: "notice", about: { conversation } };
    }
    default: {
      const unknown: never = event;
      throw new Error(`Unknown live event ${JSON.stringify(unknown)}`);
    }
  }
}
