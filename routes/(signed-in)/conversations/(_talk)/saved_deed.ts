import type { FreshContext } from "fresh";
import type { Form } from "@/lib/http/form.ts";
import { parseReminder } from "@/lib/messages/remind_at.ts";
import {
  forgetSaved,
  saveMessage,
  settleReminder,
} from "@/lib/messages/save.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Does what the form says with the saving of the message in the address. @throws Invalid at `remind_at` */
export async function doSaved(
  { state: { user, reader }, params }: FreshContext<SignedInState>,
  form: Form,
): Promise<void> {
  const id = params.conversation!;
  const seq = seqOf(params);
  switch (form.text("_action")) {
    case "remove":
      return await forgetSaved(user, id, seq);
    case "done":
      return await settleReminder(user, id, seq);
    default: {
      const asked = {
        choice: form.text("remind"),
        text: form.text("remind_at").trim(),
      };
      const remind = parseReminder(asked, reader.timeZone);
      return await saveMessage(user, id, seq, remind);
    }
  }
}
