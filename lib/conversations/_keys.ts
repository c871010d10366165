import { family } from "@/lib/kv/family.ts";
import type { Conversation, Entry, InNote, Member, Tip } from "./model.ts";
import type { Arrangement, Chosen } from "./place_model.ts";
import type { Unsent } from "./unsent_model.ts";

export const conversations = family<Conversation, [conversation: string]>(
  "conversation",
  { parts: ["conversation"], holds: "a conversation's own facts" },
);

export const members = family<Member, [conversation: string, user: string]>(
  "member",
  { parts: ["conversation", "user"], holds: "who is in a conversation" },
);

/** The same fact by user, so that an inbox is one range. */
export const memberships = family<
  { readonly since: number; readonly from?: number },
  [user: string, conversation: string]
>(
  "membership",
  {
    parts: ["user", "conversation"],
    holds: "which conversations a user is in",
    open: "a number; an inbox reads hundreds",
  },
);

export const directs = family<string, [lower: string, higher: string]>(
  "direct",
  {
    parts: ["lower user", "higher user"],
    holds: "the one direct conversation of two people",
  },
);

export const tips = family<Tip, [conversation: string]>(
  "tip",
  { parts: ["conversation"], holds: "where a conversation's log ends" },
);

export const entries = family<Entry, [conversation: string, seq: number]>(
  "message",
  { parts: ["conversation", "seq"], holds: "the log: messages and notes" },
);

/** Numbered like all others, kept beside the log, so that its pages read one range and nothing else. */
export const threadEntries = family<
  Entry,
  [conversation: string, root: number, seq: number]
>(
  "thread_message",
  {
    parts: ["conversation", "root", "seq"],
    holds: "messages that stand in a message's thread",
  },
);

/** Where such a number is found. Never rewritten: its stamp is that of the sending. */
export const threaded = family<number, [conversation: string, seq: number]>(
  "threaded",
  {
    parts: ["conversation", "seq"],
    holds: "which thread a number stands in",
    open: "a number",
  },
);

/** Append-only, so that a stream resumed by versionstamp learns of edits and deletes. */
export const alterations = family<
  { readonly seq: number; readonly at: number; readonly by?: string },
  [conversation: string, n: number]
>(
  "alteration",
  {
    parts: ["conversation", "n"],
    holds: "which entry was edited or deleted, or got something to it",
  },
);

/** In the order in which they end, so that a sweep reads what is due and nothing else. */
export const vanishings = family<
  true,
  [end: number, conversation: string, seq: number]
>(
  "vanishing",
  {
    parts: ["end", "conversation", "seq"],
    holds: "which messages vanish by themselves, and when",
    open: "true",
  },
);

/** How far somebody has read; the same fact twice, for the inbox and for receipts. */
export interface Reading {
  readonly seq: number;
  readonly nth?: number;
  readonly at: number;
}

export const readings = family<Reading, [user: string, conversation: string]>(
  "reading",
  {
    parts: ["user", "conversation"],
    holds: "how far a user has read",
    open: "numbers; an inbox reads hundreds",
  },
);

export const receipts = family<Reading, [conversation: string, user: string]>(
  "receipt",
  {
    parts: ["conversation", "user"],
    holds: "who has read how far",
    open: "the same numbers as in `reading`",
  },
);

/** What somebody has written and not sent: one text for each conversation. */
export const unsents = family<Unsent, [user: string, conversation: string]>(
  "unsent",
  {
    parts: ["user", "conversation"],
    holds: "a text that a user has not sent yet",
  },
);

export const admissions = family<
  { readonly actor: string; readonly users: readonly string[] },
  [conversation: string, batch: number]
>(
  "admission",
  {
    parts: ["conversation", "batch"],
    holds: "people of a new large group who are still to be taken in",
  },
);

export const inNotes = family<
  InNote,
  [user: string, conversation: string, seq: number]
>(
  "in_note",
  {
    parts: ["user", "conversation", "seq"],
    holds: "which notes hold a user's name or words",
  },
);

/** Read as one range with every inbox, so only what somebody chose has a row. */
export const chosens = family<Chosen, [user: string, conversation: string]>(
  "chosen",
  {
    parts: ["user", "conversation"],
    holds:
      "what a user chose for a conversation: muted, archived, folders, tags",
  },
);

/** One row, so that two devices that reorder at once are two writers of it. */
export const arrangements = family<Arrangement, [user: string]>(
  "arrangement",
  {
    parts: ["user"],
    holds: "which conversations a user pinned, in order, and their folders",
  },
);

export const lastPosts = family<
  { readonly at: number },
  [conversation: string, user: string]
>(
  "last_post",
  {
    parts: ["conversation", "user"],
    holds: "when somebody last wrote where slow mode is on",
  },
);
