/** What stands in a conversation's log, and where. */
import type { Note } from "./note_model.ts";

/**
 * What somebody said: the text, and what belongs to its saying. In an encrypted
 * conversation all of this is sealed together.
 */
export interface Said {
  readonly text: string;
  /** Number of the message it answers. The quoted line is looked up when it is shown, never copied. */
  readonly reply?: number;
  /** What is asked with it: the text is the question. */
  readonly poll?: Poll;
  /** What was said aloud: the text says how long it is. */
  readonly voice?: Voice;
  /** What was sent with it. Their bytes are files of the message. */
  readonly files?: readonly Attached[];
  /** Whose words these are, if somebody passed them on. */
  readonly forwarded?: Forwarded;
  /** Whom the words after an "@" meant when it was written: an id, or what calls many. */
  readonly mentions?: Readonly<Record<string, string>>;
}

/** A voice message. Its sound is a file of the message. */
export interface Voice {
  readonly file: string;
  /** What kind of sound it is. */
  readonly type: string;
  /** How long it plays; 0 where nobody knows. */
  readonly ms: number;
  /** How loud it is along its length. */
  readonly bars?: readonly number[];
}

/** A file on a message, as its row shows it without asking further. */
export interface Attached {
  readonly file: string;
  readonly name: string;
  /** What its first bytes say it is. */
  readonly type: string;
  readonly size: number;
}

/** Where a text was said first. Its author is not named here, but when it is shown. */
export interface Forwarded {
  /** The conversation, and the number in it. */
  readonly from: string;
  readonly seq: number;
  readonly author: string;
  readonly at: number;
  /** What was said with it by whoever passed it on. */
  readonly words?: string;
}

/** A question with answers to choose from. Who chose what does not stand in it. */
export interface Poll {
  readonly options: readonly string[];
  /** May one choose several? */
  readonly several?: true;
  /** Does nobody learn who chose what? */
  readonly anonymous?: true;
  /** When it closes by itself. */
  readonly until?: number;
}

/** Readable words, a body only devices can open, a note, or what is left after deleting. */
export type Body =
  | Said
  | { readonly sealed: Uint8Array }
  | { readonly note: Note }
  | { readonly gone: true };

/**
 * The envelope of every entry in a conversation's log. No code path may assume
 * it can read the body: ask `mayRead(conversation)` first.
 */
export interface Entry {
  readonly seq: number;
  readonly id: string;
  readonly conversation: string;
  readonly author: string;
  readonly device?: string;
  readonly at: number;
  /** Made by the form or the device; kept as long as the entry, so a re-send never doubles. */
  readonly clientId?: string;
  readonly kind: "text" | "note" | "deleted";
  readonly body: Body;
  /** When it was last edited. */
  readonly edited?: number;
  /** How many earlier texts are kept. */
  readonly versions?: number;
  /** Number of the message whose thread it stands in; then it stands there and not in the log itself. */
  readonly thread?: number;
  /** Which one it is among those it stands with, where that is not its number. */
  readonly nth?: number;
  /** The store's stamp of its sending, kept when an alteration gives the row another. */
  readonly first?: string;
  /** When it vanishes by itself. Beside the body, so that the server can keep to it where it cannot read. */
  readonly until?: number;
}

/** What a row must know of the entry before it. */
export interface Neighbour {
  readonly author: string;
  readonly at: number;
  readonly kind: "text" | "note" | "deleted";
}

/**
 * Where a conversation's log ends. Rewritten with every message and every
 * alteration, so it is the one key that other instances watch.
 */
export interface Tip {
  /** The newest message's number; 0 before the first. */
  readonly seq: number;
  /** How many of them stand in the log itself, and the newest of those: where that is not `seq`. */
  readonly nth?: number;
  readonly last?: number;
  /** When the newest was said, if it stands in a thread: numbers and times rise together. */
  readonly latest?: number;
  /** The newest alteration's number (edits, deletes); 0 before the first. */
  readonly alteration: number;
  readonly at: number;
  readonly author: string;
  readonly kind: "none" | "text" | "note" | "deleted";
  /** Start of the newest message in plain words; empty if the server may not read it. */
  readonly preview: string;
  /** When the newest message vanishes. */
  readonly until?: number;
}

/** Which one something is among those it stands with: what stands in threads has numbers, too. */
export function nthOf(of: { seq: number; nth?: number }): number {
  return of.nth ?? of.seq;
}

/** The number of the newest entry of the log itself. */
export function lastOf(tip: Pick<Tip, "seq" | "last"> | null): number {
  return tip?.last ?? tip?.seq ?? 0;
}

/** The end of the log itself, as a reading position. */
export function endOf(tip: Tip | null): { seq: number; nth?: number } {
  return tip ? { seq: lastOf(tip), nth: nthOf(tip) } : { seq: 0 };
}

/** How many entries of the log itself came after what somebody has read. */
export function unreadOf(
  tip: Pick<Tip, "seq" | "nth"> | null,
  read: { seq: number; nth?: number } | null,
): number {
  return Math.max(0, (tip ? nthOf(tip) : 0) - (read ? nthOf(read) : 0));
}

/** What is left of an entry whose words are gone: its place, and whose it was. */
export function emptied(entry: Entry): Entry {
  const { seq, id, conversation, author, at, thread, nth, until } = entry;
  return {
    seq,
    id,
    conversation,
    author,
    at,
    ...(thread === undefined ? {} : { thread }),
    ...(nth === undefined ? {} : { nth }),
    ...(until === undefined ? {} : { until }),
    kind: "deleted",
    body: { gone: true },
  };
}

/** The same of an entry that is not there any more. */
export function nothingLeft(
  conversation: string,
  author: string,
  seq: number,
  at: number,
): Entry {
  const body = { gone: true } as const;
  return { seq, id: "", conversation, author, at, kind: "deleted", body };
}

/** Is its time over? Then nobody reads it any more, whether or not it is swept already. */
export function isOver({ until }: Pick<Entry, "until">, now: number): boolean {
  return until !== undefined && until <= now;
}
