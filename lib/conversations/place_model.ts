/** Somebody's list, what they chose for a conversation, and their folders: rules that need no store. */
import type { Profile } from "@/lib/accounts/model.ts";
import { nextAt } from "@/lib/accounts/presence_model.ts";
import type { ConversationKind, Note, TitledConversation } from "./model.ts";

/** One row of somebody's inbox. */
export interface InboxRow {
  readonly conversation: TitledConversation;
  /** Number of the newest entry; 0 before the first. */
  readonly seq: number;
  readonly at: number;
  readonly preview: string;
  /** Set when the newest entry is a note, to be put in the reader's words. */
  readonly note?: Note;
  /** Name before the preview in groups; `mine` when the reader wrote it. */
  readonly author: Profile | null;
  readonly mine: boolean;
  readonly deleted: boolean;
  /** Was its author blocked by the reader? */
  readonly hidden?: true;
  readonly unread: number;
  /** How often the reader was mentioned and has not seen it. */
  readonly mentions?: number;
  /** Start of what its reader has written there and not sent. */
  readonly unsent?: string | undefined;
  /** Does it stay on top? */
  readonly pinned?: true;
  /** Does it make no noise now? */
  readonly muted?: true;
}

/** One person's choices for one conversation. What was never chosen is not there. */
export interface Chosen {
  /** Until this moment; FOR_EVER without end. */
  readonly muted?: number;
  /** While it is silent: mentions, too? */
  readonly deaf?: true;
  readonly archived?: Archived;
  /** Ids of the folders it was put into by hand. */
  readonly folders?: readonly string[];
  /** Words of the person's own. */
  readonly tags?: readonly string[];
}

/** When something was put away: after which entry, and what brings it back. */
export interface Archived {
  readonly seq: number;
  readonly returns: Returns;
}

export const RETURNS = ["never", "mention", "message"] as const;
export type Returns = typeof RETURNS[number];

/** Does what has come since bring an archived conversation back into the list? */
export function returnsOn(
  { seq, returns }: Archived,
  since: { readonly seq: number; readonly mentioned: boolean },
): boolean {
  switch (returns) {
    case "never":
      return false;
    case "mention":
      return since.mentioned;
    case "message":
      return since.seq > seq || since.mentioned;
  }
}

/** For how long a conversation can be silent. */
export const MUTES = ["hour", "hours", "morning", "week", "ever"] as const;
export type Mute = typeof MUTES[number];

/** The last moment there is. */
export const FOR_EVER = 8_640_000_000_000_000;

const HOUR = 3_600_000;
const EIGHT = 8 * 60;

/** When silence that begins now ends; "morning" is eight o'clock of tomorrow in this zone. */
export function endOfMute(span: Mute, now: number, timeZone: string): number {
  switch (span) {
    case "hour":
      return now + HOUR;
    case "hours":
      return now + 8 * HOUR;
    case "morning":
      return nextAt(EIGHT, nextAt(0, now, timeZone), timeZone);
    case "week":
      return now + 7 * 24 * HOUR;
    case "ever":
      return FOR_EVER;
  }
}

/** Until when it is silent; null: it is not. Nothing has to lift it. */
export function mutedUntil(
  chosen: Chosen | null | undefined,
  now: number,
): number | null {
  const until = chosen?.muted ?? 0;
  return until > now ? until : null;
}

/** Is it silent for mentions, too? */
export function isDeaf(
  chosen: Chosen | null | undefined,
  now: number,
): boolean {
  return chosen?.deaf === true && mutedUntil(chosen, now) !== null;
}

/** Which conversations stay on top, in this order, and which folders there are. */
export interface Arrangement {
  readonly pinned: readonly string[];
  readonly folders: readonly Folder[];
}

/** A folder holds what was put into it, and what all of its rules fit. */
export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly rules: Rules;
}

/** Each is one condition; without any, nothing comes in by itself. */
export interface Rules {
  readonly unread?: true;
  /** Was the reader mentioned, and has not seen it? */
  readonly mentioned?: true;
  readonly kind?: ConversationKind;
  /** Ids of people of whom one must be in it. */
  readonly people?: readonly string[];
  readonly tag?: string;
}

export function hasRules(rules: Rules): boolean {
  return Object.keys(rules).length > 0;
}

/** A folder as the list shows it. */
export interface CountedFolder {
  readonly id: string;
  readonly name: string;
  /** How many conversations in it hold something unread. */
  readonly unread: number;
}

/** Two words that look alike are one tag. */
export function tagKey(tag: string): string {
  return tag.normalize("NFKC").toLowerCase();
}

export const PIN_LIMIT = 50;
export const FOLDER_LIMIT = 30;
export const FOLDER_NAME_LIMIT = 40;
/** People one rule may name. */
export const RULE_PEOPLE_LIMIT = 20;
export const TAG_LIMIT = 10;
export const TAG_LENGTH_LIMIT = 30;
