import { family } from "@/lib/kv/family.ts";
import type { Report } from "./report_model.ts";

export const reports = family<Report, [report: string]>(
  "report",
  { parts: ["report"], holds: "a reported message as it was disclosed" },
);

/** The same by conversation, for its moderators. */
export const reportsIn = family<true, [conversation: string, report: string]>(
  "report_in",
  {
    parts: ["conversation", "report"],
    holds: "which reports are about a conversation",
  },
);

/** One for each person and message. */
export const reportedBy = family<
  string,
  [user: string, conversation: string, seq: number]
>(
  "reported",
  {
    parts: ["user", "conversation", "seq"],
    holds: "which message a user has reported, and in which report",
  },
);

/** By whose message it is, so that their words go with them. */
export const reportsAbout = family<true, [author: string, report: string]>(
  "report_about",
  {
    parts: ["author", "report"],
    holds: "which reports hold somebody's words",
  },
);
