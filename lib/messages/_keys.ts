import { family } from "@/lib/kv/family.ts";
import type { Follow, Tally, Version } from "./model.ts";
import type { Pinned } from "./pinned_model.ts";
import type { Scheduled } from "./scheduled_model.ts";

/** Kept as long as the message, so that a re-send after any time answers the same. */
export const clientIds = family<
  {
    readonly seq: number;
    readonly digest: string | null;
    /** When it was said, where nothing else is left of it. */
    readonly at?: number;
  },
  [conversation: string, author: string, clientId: string]
>(
  "client_id",
  {
    parts: ["conversation", "author", "client id"],
    holds: "which message a form or device has sent already",
    hidden: ["client id"],
  },
);

export const versions = family<
  Version,
  [conversation: string, seq: number, n: number]
>(
  "version",
  { parts: ["conversation", "seq", "n"], holds: "earlier texts of a message" },
);

/** Only messages that something hangs on have one: a page reads one range of them. */
export const tallies = family<Tally, [conversation: string, seq: number]>(
  "tally",
  {
    parts: ["conversation", "seq"],
    holds: "what hangs on a message, put together for its row",
  },
);

/** One row for all that one person chose in one poll: voting again replaces it. */
export const votes = family<
  { readonly choices: readonly number[]; readonly at: number },
  [conversation: string, seq: number, user: string]
>(
  "vote",
  {
    parts: ["conversation", "seq", "user"],
    holds: "what somebody chose in a poll",
  },
);

/** One row for all that one person put to one message. */
export const reactions = family<
  { readonly emojis: readonly string[]; readonly at: number },
  [conversation: string, seq: number, user: string]
>(
  "reaction",
  {
    parts: ["conversation", "seq", "user"],
    holds: "with what somebody reacted to a message",
  },
);

/** At most a hundred in one conversation. */
export const pinned = family<Pinned, [conversation: string, seq: number]>(
  "pinned",
  {
    parts: ["conversation", "seq"],
    holds: "which messages of a conversation are pinned, and by whom",
  },
);

/** Kept when somebody stops, so that they stay out. */
export const follows = family<
  Follow,
  [user: string, conversation: string, root: number]
>(
  "follow",
  {
    parts: ["user", "conversation", "root"],
    holds: "which threads somebody follows, and how far they have read",
  },
);

export const scheduled = family<
  Scheduled,
  [user: string, conversation: string, id: string]
>(
  "scheduled",
  {
    parts: ["user", "conversation", "id"],
    holds: "a message its writer has set for a later time",
    hidden: ["id"],
  },
);

/** What a notice is about. */
export type NoticeKind = "unsendable" | "reminder";

export const notices = family<
  { readonly at: number },
  [user: string, kind: NoticeKind, id: string]
>(
  "notice",
  {
    parts: ["user", "kind", "id"],
    holds: "what waits for a user to look at",
    open: "a time",
    hidden: ["id"],
  },
);
