/** A report of a message: what its reporter disclosed, and what was done about it. */
import type { Profile } from "@/lib/accounts/model.ts";

/** Why somebody reports a message. */
export const REASONS = [
  "spam",
  "abuse",
  "danger",
  "illegal",
  "other",
] as const;
export type Reason = typeof REASONS[number];

/** Longest words of a report, and of who settles it. */
export const REPORT_WORDS = 1_000;

/** What can be done about a report. */
export const STEPS = ["deleted", "removed", "closed", "reopened"] as const;
export type Step = typeof STEPS[number];

/** One thing that was done, by whom and when: the report's own log. */
export interface Done {
  readonly step: Step;
  readonly by: string;
  readonly at: number;
  readonly words?: string;
}

/** A report as stored. */
export interface Report {
  readonly id: string;
  readonly conversation: string;
  readonly seq: number;
  /** Whose message it is. */
  readonly author: string;
  /** The message's words as the reporter disclosed them; they outlive the message. */
  readonly text: string;
  /** When it was said. */
  readonly said: number;
  /** Empty when their account is gone. */
  readonly reporter: string;
  readonly reason: Reason;
  readonly words: string;
  readonly at: number;
  readonly done: readonly Done[];
}

/** Is there something left to do? */
export function isOpen({ done }: Pick<Report, "done">): boolean {
  const last = done.findLast(({ step }) =>
    step === "closed" || step === "reopened"
  );
  return last?.step !== "closed";
}

/** A report as those see it who settle it. */
export interface ShownReport {
  readonly report: Report;
  readonly author: Profile;
  readonly reporter: Profile;
  /** Names of those who did something, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Where it was said, if the one who looks may read that. */
  readonly place: { readonly title: string; readonly inThread?: number } | null;
  /** What the one who looks may do besides closing it. */
  readonly may: readonly Step[];
}
