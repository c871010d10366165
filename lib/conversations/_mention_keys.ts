import { family } from "@/lib/kv/family.ts";
import type { Mention } from "./mention_model.ts";

/** The key says which message it is and whose notice: there cannot be two. */
export const mentions = family<
  Mention,
  [user: string, conversation: string, seq: number]
>(
  "mention",
  {
    parts: ["user", "conversation", "seq"],
    holds: "which messages mention or answer a user",
  },
);

/** The same in the order of time, for the page that lists them. */
export const mentionTimes = family<
  true,
  [user: string, at: number, conversation: string, seq: number]
>(
  "mention_time",
  {
    parts: ["user", "at", "conversation", "seq"],
    holds: "the same in the order of time",
    open: "nothing but its key",
  },
);

/** There until it was seen. Read as one range with every inbox, so few and small. */
export const unseenMentions = family<
  number,
  [user: string, conversation: string, seq: number]
>(
  "mention_unseen",
  {
    parts: ["user", "conversation", "seq"],
    holds: "which of them were not seen, and in which thread they stand",
    open: "a number",
  },
);
