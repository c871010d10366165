import type { User } from "@/lib/accounts/model.ts";
import type { Form } from "@/lib/http/form.ts";
import { parseStep, settleReport } from "@/lib/messages/settle_report.ts";

/** Does what a report's form asks for. */
export async function settle(
  user: User,
  form: Form,
  conversation?: string,
): Promise<void> {
  const step = parseStep({
    step: form.text("_action"),
    words: form.text("words"),
  });
  await settleReport(user, form.text("report"), step, conversation);
}
