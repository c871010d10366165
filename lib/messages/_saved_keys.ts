import { family } from "@/lib/kv/family.ts";
import type { Saved } from "./saved_model.ts";

export const saved = family<
  Saved,
  [user: string, conversation: string, seq: number]
>(
  "saved",
  {
    parts: ["user", "conversation", "seq"],
    holds: "a message somebody keeps for themselves, and a reminder of it",
  },
);

/** The same fact by message, so that deleting one takes it from everybody who saved it. */
export const savedBy = family<
  true,
  [conversation: string, seq: number, user: string]
>(
  "saved_by",
  {
    parts: ["conversation", "seq", "user"],
    holds: "who saved a message",
  },
);
