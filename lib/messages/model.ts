/** What a message is, and the rules about it that need no store. */
import type { Profile } from "@/lib/accounts/model.ts";
import type {
  Attached,
  Entry,
  Neighbour,
  Note,
  Voice,
} from "@/lib/conversations/model.ts";
import type { LinkCard } from "./card_model.ts";
import type { ShownForward } from "./forward_model.ts";
import type { ShownMention } from "./mention_model.ts";
import type { PollTally, ShownPoll } from "./poll_model.ts";

/** Longest text of one message, in UTF-8 bytes: the row must fit the store's value. */
export const TEXT_LIMIT = 16_000;
/** Messages on one page of history. */
export const PAGE_SIZE = 50;

export type { Neighbour, Note };

/** A message is an entry of its conversation's log. */
export type Message = Entry;

/** One earlier text of an edited message. */
export interface Version {
  readonly text: string;
  /** When this text was written. */
  readonly at: number;
}

/** The line a reply answers, as it stands now. */
export interface Quote {
  readonly seq: number;
  readonly author: Profile;
  /** Its beginning in plain words, on one line. */
  readonly line: string;
  /** The thread it stands in. */
  readonly inThread?: number | undefined;
  /** Was it deleted? Then there is nothing to show. */
  readonly gone: boolean;
  /** Was its author blocked by this reader? */
  readonly hidden?: true;
}

/**
 * What hangs on a message, kept together so that a page reads one range of
 * rows and never a row for each person.
 */
export interface Tally {
  /** In the order in which each was used first. */
  readonly reactions?: readonly Reacted[];
  readonly poll?: PollTally;
  readonly thread?: ThreadTally;
  readonly pinned?: true;
  /** Of the page it links to. */
  readonly card?: LinkCard;
  /** The link whose card its author dropped. */
  readonly cardless?: string;
}

/** What the row of a thread's first message says of it. */
export interface ThreadTally {
  readonly count: number;
  /** How many of them are gone for good. */
  readonly gone?: number;
  /** When its newest message was sent. */
  readonly at: number;
}

/** How many messages stand in a thread. */
export function repliesOf({ count, gone = 0 }: ThreadTally): number {
  return count - gone;
}

/** Somebody's place in a thread. */
export interface Follow {
  /** False when they chose not to. */
  readonly on: boolean;
  /** The newest number they have read in it, and which one that is. */
  readonly seq: number;
  readonly nth: number;
}

/** How often one emoji was put to a message. */
export interface Reacted {
  readonly emoji: string;
  readonly count: number;
  /** Ids of the first few of them. */
  readonly users: readonly string[];
}

/** The same with names. */
export interface ShownReaction {
  readonly emoji: string;
  /** Where its picture is, if it is one of this server's own. */
  readonly picture?: string;
  readonly count: number;
  readonly names: readonly string[];
}

/** What of all this is the reader's own. A row that everybody shares does not say it. */
export interface Marks {
  readonly reactions: readonly string[];
  /** Places of the answers they chose in a poll. */
  readonly votes?: readonly number[];
}

/** What is shown with a message and does not stand in it: looked up for a whole page at once. */
export interface Hung {
  readonly quote?: Quote | undefined;
  readonly mentions?: readonly ShownMention[];
  readonly reactions?: readonly ShownReaction[];
  readonly poll?: ShownPoll;
  /** The thread that began with it. */
  readonly thread?: ThreadTally;
  readonly pinned?: true;
  /** Whose words it passes on. */
  readonly forwarded?: ShownForward;
  /** Of the page it links to. */
  readonly card?: LinkCard;
  readonly voice?: Voice;
  readonly files?: readonly Attached[];
}

/** A message as a page shows it: author named, text already safe HTML. */
export interface ShownMessage extends Hung {
  readonly seq: number;
  readonly id: string;
  readonly conversation: string;
  readonly author: Profile;
  readonly at: number;
  /** Number of the message whose thread it stands in. */
  readonly inThread?: number;
  readonly kind: "text" | "note" | "deleted";
  /** Safe HTML of the text; empty for notes and deleted messages. */
  readonly html: string;
  /** The text as typed, for editing and previews; empty when there is none. */
  readonly text: string;
  readonly note?: Note;
  /** Its author was blocked by this very reader: its place is shown, and a way to its words. */
  readonly hidden?: true;
  readonly edited?: number;
  /** When it vanishes by itself. */
  readonly until?: number;
  /** The entry before it, which decides grouping and the day divider; null at the very start. */
  readonly previous: Neighbour | null;
}

/** One page of a conversation's log, oldest first. */
export interface MessagePage {
  readonly messages: readonly ShownMessage[];
  /** Is there anything before the first or after the last of them? */
  readonly older: boolean;
  readonly newer: boolean;
  /** The reader's own marks, by number. */
  readonly marks: ReadonlyMap<number, Marks>;
}

/** How long a run of messages by one author stays one group: five minutes. */
const GROUP_GAP = 5 * 60_000;

/** Does this message start a new group, so that face and name are shown? */
export function startsGroup(
  message: { author: { id: string }; at: number; previous: Neighbour | null },
): boolean {
  const { previous } = message;
  return previous === null || previous.kind === "note" ||
    previous.author !== message.author.id ||
    message.at - previous.at > GROUP_GAP;
}

/** May this person change the message's text? Only one's own, within the window in minutes (null: always). */
export function mayEdit(
  message: { author: string; kind: string; at: number },
  user: string,
  windowMinutes: number | null,
  now: number,
): boolean {
  return message.kind === "text" && message.author === user &&
    (windowMinutes === null || now - message.at <= windowMinutes * 60_000);
}

/** May this person delete the message for everyone? One's own, or anybody's with the right to it. */
export function mayDelete(
  message: { author: string; kind: string },
  user: string,
  moderates: boolean,
): boolean {
  return message.kind === "text" && (moderates || message.author === user);
}

/** May a thread begin with it, or go on? Not with notes; with a deleted message only one that is there. */
export function mayHaveThread(
  message: { kind: string; thread?: unknown; inThread?: number },
): boolean {
  return message.kind === "text" ||
    message.kind === "deleted" && typeof message.thread === "object";
}
