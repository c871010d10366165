/** Passing a message on to another conversation: what can be, and who could read it then. */
import type { Conversation } from "@/lib/conversations/model.ts";
import type { Profile } from "@/lib/accounts/model.ts";

/** Where a message was passed on from, for the screen. Its text is the message's own. */
export interface ShownForward {
  /** Who said it. Named as they are called now, or not at all when their account is gone. */
  readonly author: Profile;
  readonly at: number;
  /** What was said with it by whoever passed it on: as typed, and as safe HTML. */
  readonly words: string;
  readonly html: string;
}

/**
 * Can it be passed on? A poll's votes stay where they were given, sounds
 * and other files are those of their message, and what is to vanish would not.
 */
export function mayForward(
  { kind, poll, voice, files, until }: {
    kind: string;
    poll?: unknown;
    voice?: unknown;
    files?: unknown;
    until?: number;
  },
): boolean {
  return kind === "text" && !poll && !voice && !files && until === undefined;
}

/**
 * Who would read words that are passed on and could not before, or the other way
 * round: `opens` gives the server what only devices could read, `seals` brings
 * what it knows among what it must not. Null within one kind of encryption.
 */
export function crossing(
  from: Pick<Conversation, "encryption">,
  to: Pick<Conversation, "encryption">,
): "opens" | "seals" | null {
  if (from.encryption === to.encryption) return null;
  return from.encryption === "end-to-end" ? "opens" : "seals";
}
