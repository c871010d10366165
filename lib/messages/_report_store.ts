import type { Change } from "@/lib/kv/change.ts";
import {
  reportedBy,
  reports,
  reportsAbout,
  reportsIn,
} from "./_report_keys.ts";
import { isOpen, type Report } from "./report_model.ts";

/** Reports that are done are kept for so long. */
const KEPT = 180 * 86_400_000;

/** Puts a report with everything that leads to it; once it is done all of it expires together. */
export function putReport(c: Change, report: Report): void {
  const { id, conversation, seq, author, reporter, text } = report;
  const ends = isOpen(report) ? {} : { expireIn: KEPT };
  c.put(reports, [id], report, ends);
  c.put(reportsIn, [conversation, id], true, ends);
  if (text !== "") c.put(reportsAbout, [author, id], true, ends);
  if (reporter !== "") {
    c.put(reportedBy, [reporter, conversation, seq], id, ends);
  }
}
