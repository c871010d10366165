/** Reporting a message to those who moderate. */
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { peekEntry } from "@/lib/conversations/thread_log.ts";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { reportedBy } from "./_report_keys.ts";
import { putReport } from "./_report_store.ts";
import { type Reason, REASONS, REPORT_WORDS } from "./report_model.ts";

/** A report that can be made as it stands. */
export interface ReportDraft {
  readonly reason: Reason;
  readonly words: string;
}

/** @throws Invalid at `reason` or `words` */
export function parseReport(
  form: { reason: string; words: string },
): ReportDraft {
  const wrong: Record<string, Phrase> = {};
  const reason = REASONS.find((one) => one === form.reason);
  if (!reason) wrong.reason = { key: "message.report.error.reason" };
  const words = parseReportWords(form.words, wrong);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return { reason: reason!, words };
}

/** Words about a report; what cannot be taken is noted in `wrong`. */
export function parseReportWords(
  typed: string,
  wrong: Record<string, Phrase>,
): string {
  const words = typed.toWellFormed().replaceAll("\0", "").trim();
  if ([...words].length > REPORT_WORDS) {
    wrong.words = {
      key: "message.report.error.words",
      values: { limit: REPORT_WORDS },
    };
  }
  return words;
}

/** May this message be reported by this person? Not one's own, and no note. */
export function mayReport(
  message: { kind: string; author: string },
  user: string,
): boolean {
  return message.kind === "text" && message.author !== user;
}

/**
 * Reports a message, once: whoever reports it again changes nothing. The report
 * holds the words as this person may read them now, so that it says the same
 * when the message is edited or deleted meanwhile.
 * @throws NotFound; Forbidden for one's own, notes, and what the server may not read
 */
export async function reportMessage(
  user: User,
  conversationId: string,
  seq: number,
  { reason, words }: ReportDraft,
): Promise<void> {
  const [id, at] = [newId(), Date.now()];
  await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    demandReadable(member, seq);
    const entry = await peekEntry(c, conversationId, seq);
    if (!entry) throw new NotFound({ key: "message.error.not_found" });
    const { author, body, at: said } = entry;
    if (
      !mayReport(entry, user.id) || !mayRead(conversation) || !("text" in body)
    ) throw new Forbidden({ key: "message.report.error.may_not" });
    const key: [string, string, number] = [user.id, conversationId, seq];
    // A check: of two forms sent at once one finds the other's report.
    if (await c.read(reportedBy, key)) return;
    putReport(c, {
      id,
      conversation: conversationId,
      seq,
      author,
      text: body.text,
      said,
      reporter: user.id,
      reason,
      words,
      at,
      done: [],
    });
  }, { queue: logQueue(conversationId) });
}

/** Has this person reported it already? */
export async function hasReported(
  user: User,
  conversation: string,
  seq: number,
): Promise<boolean> {
  return await read(reportedBy, [user.id, conversation, seq]) !== null;
}
