/** What those who moderate do about a report; each step stands in its log. */
import type { User } from "@/lib/accounts/model.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { reports } from "./_report_keys.ts";
import { putReport } from "./_report_store.ts";
import { deleteMessage } from "./delete.ts";
import { findReport } from "./list_reports.ts";
import { parseReportWords } from "./report.ts";
import { type Step, STEPS } from "./report_model.ts";

/** A step that can be taken as it stands. @throws Invalid at `_action` or `words` */
export function parseStep(
  form: { step: string; words: string },
): { step: Step; words: string } {
  const wrong: Record<string, Phrase> = {};
  const step = STEPS.find((one) => one === form.step);
  if (!step) wrong._action = { key: "message.error.action" };
  const words = parseReportWords(form.words, wrong);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { step: step!, words };
}

/**
 * Does it, with the rights this person has in the conversation, and notes it.
 * Deleting and removing close the report, too.
 * @param conversation of whose queue, for its moderators
 * @throws NotFound, Forbidden
 */
export async function settleReport(
  user: User,
  id: string,
  { step, words }: { step: Step; words: string },
  conversation?: string,
): Promise<void> {
  const report = await findReport(user, id, conversation);
  if (step === "deleted") {
    await deleteMessage(user, report.conversation, report.seq);
  } else if (step === "removed") {
    await removeMember(user, report.conversation, report.author);
  }
  const at = Date.now();
  await change(async (c) => {
    const now = await c.read(reports, [id]);
    if (!now) throw new NotFound({ key: "error.not_found" });
    const by = { by: user.id, at };
    const steps = step === "deleted" || step === "removed"
      ? [{ step, ...by }, { step: "closed" as const, ...by }]
      : [{ step, ...by }];
    const last = steps.at(-1)!;
    const noted = words === "" ? last : { ...last, words };
    const done = [...now.done, ...steps.slice(0, -1), noted].slice(-50);
    putReport(c, { ...now, done });
  });
}
