import { family } from "@/lib/kv/family.ts";

/** When the next night's work begins: one row, so that each night is done once. */
export const nights = family<number, []>("night", {
  parts: [],
  holds: "when the rules of retention are applied next",
  open: "a time",
});

/** What a rule took from one conversation in one night. */
export interface NightRow {
  readonly messages: number;
  /** The rule it went by. */
  readonly days: number;
}

/** The same fact twice: for the conversation's owner, and for the administrator. */
export const removedIn = family<
  NightRow,
  [conversation: string, night: number]
>(
  "removed_in",
  {
    parts: ["conversation", "night"],
    holds: "how many messages a rule of retention has removed",
    open: "numbers",
  },
);

export const removedAt = family<
  NightRow,
  [night: number, conversation: string]
>(
  "removed_at",
  {
    parts: ["night", "conversation"],
    holds: "the same by night",
    open: "numbers",
  },
);
