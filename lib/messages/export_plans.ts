/** What a person takes along besides messages: what is to be sent, the threads they follow, what they reported and saved, their own files. */
import type { User } from "@/lib/accounts/model.ts";
import { exportDrive } from "@/lib/files/export_drive.ts";
import { list, read } from "@/lib/kv/read.ts";
import { follows } from "./_keys.ts";
import { reportedBy, reports } from "./_report_keys.ts";
import { saved } from "./_saved_keys.ts";
import { listScheduled } from "./list_scheduled.ts";

/** Plain data. */
export async function exportPlans(user: User) {
  const scheduled = (await listScheduled(user)).map(
    ({ conversation, text, reply, due, refused }) => ({
      conversation,
      text,
      ...(reply === undefined ? {} : { replyTo: reply }),
      due: new Date(due).toISOString(),
      refused: refused ?? null,
    }),
  );
  const threads = [];
  for await (const { key, value } of list(follows, [user.id])) {
    const [, conversation, root] = key;
    const { on: following, seq: readUpTo } = value;
    threads.push({ conversation, root, following, readUpTo });
  }
  const reported = [];
  for await (const { key, value } of list(reportedBy, [user.id])) {
    const report = await read(reports, [value]);
    if (!report) continue;
    const [, conversation, message] = key;
    const { reason, words, at } = report;
    reported.push({
      conversation,
      message,
      reason,
      words,
      at: new Date(at).toISOString(),
    });
  }
  const kept = [];
  for await (const { key, value } of list(saved, [user.id])) {
    const [, conversation, message] = key;
    const { at, remind } = value;
    kept.push({
      conversation,
      message,
      at: new Date(at).toISOString(),
      remind: remind === undefined ? null : new Date(remind).toISOString(),
    });
  }
  const drive = await exportDrive(user);
  return { scheduled, threads, reported, saved: kept, drive };
}
