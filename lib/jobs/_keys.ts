import { family } from "@/lib/kv/family.ts";
import type { Job } from "./later.ts";

/** A job and how it fares. */
export interface JobRow {
  readonly job: Job;
  /** How often it was begun. */
  readonly tries: number;
  /** It may be begun until then; without it, so many times. */
  readonly until?: number;
  /** The process that runs it now; its key is then the end of its lease. */
  readonly by?: string;
}

/** Why a job was given up. */
export interface FailedJob {
  readonly job: Job;
  readonly tries: number;
  readonly at: number;
  readonly error: string;
}

/** The outbox, in the order jobs fall due. */
export const jobs = family<JobRow, [due: number, id: string]>("job", {
  parts: ["due", "id"],
  holds: "work for later, by when it falls due or its lease ends",
});

export const failedJobs = family<FailedJob, [id: string]>("job_failed", {
  parts: ["id"],
  holds: "work given up after too many tries, for the administrator",
});
