/** What the page of the mail address does, by its forms' `_action`. */
import type { FreshContext } from "fresh";
import { giveMailAddress } from "@/lib/accounts/give_mail_address.ts";
import {
  cancelMailAddress,
  changeMailNotices,
  removeMailAddress,
} from "@/lib/accounts/remove_mail_address.ts";
import { verifyMailAddress } from "@/lib/accounts/verify_mail_address.ts";
import { answer } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Does what the form asks for. */
export async function deed(
  ctx: FreshContext<SignedInState>,
  form: Form,
): Promise<Response> {
  const { user, session, reader } = ctx.state;
  const { language, timeZone } = reader;
  const leadBack = (done = "") =>
    answer(ctx, { redirect: `/settings/mail${done && `?done=${done}`}` });
  switch (form.text("_action")) {
    case "verify":
      await takeToken("mail-code", user.id);
      await verifyMailAddress(user, session, form.text("code"));
      return leadBack("verified");
    case "cancel":
      await cancelMailAddress(user);
      return leadBack();
    case "remove":
      await removeMailAddress(user, session);
      return leadBack("removed");
    case "notices":
      await changeMailNotices(user, session, form.has("notices"));
      return leadBack("saved");
    default: {
      await takeToken("mail-address", user.id);
      const address = form.text("address");
      await giveMailAddress(user, session, address, { language, timeZone });
      return leadBack();
    }
  }
}
