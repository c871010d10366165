/** Erases somebody from reports: their words where they were reported, their name where they reported. */
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { reportedBy, reports, reportsAbout } from "./_report_keys.ts";
import { putReport } from "./_report_store.ts";

/** Whoever is gone: what is left says that there was a report, and what was done. */
export async function eraseReports(user: string): Promise<void> {
  for await (const { key } of list(reportsAbout, [user])) {
    await change(async (c) => {
      const report = await c.read(reports, [key[1]]);
      if (report) putReport(c, { ...report, text: "" });
      c.drop(reportsAbout, key);
    });
  }
  for await (const { key, value } of list(reportedBy, [user])) {
    await change(async (c) => {
      const report = await c.read(reports, [value]);
      if (report) putReport(c, { ...report, reporter: "", words: "" });
      c.drop(reportedBy, key);
    });
  }
}
