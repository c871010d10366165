/** Every live event there is, and the few facts the hub must know about each. */
import type { AccountEvent } from "@/lib/accounts/events.ts";
import type { ConversationEvent } from "@/lib/conversations/events.ts";
import type { MessageEvent } from "@/lib/messages/events.ts";

/** The union of what the domains announce; each domain declares its own. */
export type LiveEvent = AccountEvent | ConversationEvent | MessageEvent;

/** An event with the commit that made it: null for what is never stored (typing). */
export interface Happening {
  readonly event: LiveEvent;
  readonly versionstamp: string | null;
}

/**
 * Who did it, where that decides anything: the author's own streams show
 * another row, and nobody is told of their own typing or reading.
 */
export function actorOf(event: LiveEvent): string | null {
  switch (event.type) {
    case "message-added":
    case "message-changed":
      return event.message.author.id;
    case "note-added":
      return event.author.id;
    case "typing":
      return event.profile.id;
    case "receipt":
      return event.user;
    case "messages-removed":
    case "read-elsewhere":
    case "place-changed":
    case "mentions-changed":
    case "member-added":
    case "member-removed":
    case "conversation-changed":
    case "session-ended":
    case "security-event":
    case "profile-changed":
    case "presence-changed":
    case "notice-raised":
      return null;
    default:
      return unknown(event);
  }
}

/** Is it news only to others? */
export function isForOthersOnly(event: LiveEvent): boolean {
  return event.type === "typing" || event.type === "receipt";
}

/** May a stream that is behind go without it? Nothing is lost: it fades, or the next page shows it. */
export function isDroppable(event: LiveEvent): boolean {
  return isForOthersOnly(event) || event.type === "presence-changed";
}

/**
 * One name for one fact, equal whether it came live or was replayed, so that
 * an opening stream can drop what it got from both sides.
 */
export function identityOf({ event, versionstamp }: Happening): string {
  switch (event.type) {
    case "message-added":
      return `added ${event.message.conversation} ${event.message.seq}`;
    case "note-added":
      return `added ${event.audience.conversation} ${event.entry.seq}`;
    case "message-changed":
      return `changed ${event.message.conversation} ${event.message.seq} ${versionstamp}`;
    case "messages-removed":
      return `removed ${event.audience.conversation} ${event.seqs} ${versionstamp}`;
    case "member-added":
    case "member-removed":
      return `${event.type} ${event.audience.conversation} ${event.user} ${versionstamp}`;
    case "conversation-changed":
      return `${event.type} ${event.audience.conversation} ${versionstamp}`;
    case "receipt":
      return `receipt ${event.audience.conversation} ${event.user} ${event.seq}`;
    case "read-elsewhere":
      return `read ${event.conversation} ${event.seq}`;
    case "mentions-changed":
      return `${event.type} ${event.conversation} ${versionstamp}`;
    case "security-event":
      return `security ${event.session}`;
    case "profile-changed":
      return `profile ${event.profile.id} ${versionstamp}`;
    case "typing":
    case "presence-changed":
    case "place-changed":
    case "session-ended":
    case "notice-raised":
      return `${event.type} ${versionstamp}`;
    default:
      return unknown(event);
  }
}

function unknown(event: never): never {
  throw new Error(`Unknown live event: ${JSON.stringify(event)}`);
}
