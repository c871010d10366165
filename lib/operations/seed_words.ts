/** The shapes in which the words of the sample organisation are written down. */
import type { Note } from "@/lib/conversations/model.ts";

/** Those who work at Harbour Street, by username. */
export type Somebody =
  | "maya"
  | "jonas"
  | "amina"
  | "ravi"
  | "noor"
  | "ines"
  | "tom"
  | "greta";

/**
 * One line of a script: `"maya: Good morning"`; a number is a pause in minutes;
 * an object is a note, an edited text, or one deleted again.
 */
export type Line =
  | string
  | number
  | { readonly by: Somebody; readonly note: Note }
  | { readonly by: Somebody; readonly text: string; readonly was: string }
  | { readonly by: Somebody; readonly text: string; readonly gone: true };

/**
 * A small exchange for older history: lines by A, B and C, or by somebody in
 * particular, with choices and places for words: `"A: {boat} <leaks|drips>"`.
 * The same place holds the same word throughout.
 */
export type Exchange = readonly string[];

/** A conversation, as its members have it. */
export interface Talk {
  /** Empty for a direct conversation. */
  readonly name: string;
  readonly description: string;
  /** The first is the owner. */
  readonly members: readonly Somebody[];
  /** Share of all messages, in thousandths. */
  readonly share: number;
  /** How many days it has existed. */
  readonly days: number;
  /** How many minutes ago the last line was written. */
  readonly endedAgo: number;
  /** How many messages the first user has not read. */
  readonly unread: number;
  /** Those who write Arabic write it here; else they say little. */
  readonly arabic?: true;
  /** What older talk here is made of. */
  readonly exchanges: readonly Exchange[];
  /** The visible end, written out. */
  readonly lines: readonly Line[];
}
