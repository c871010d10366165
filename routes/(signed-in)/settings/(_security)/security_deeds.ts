/** What the security page does, by its forms' `_action`. */
import type { FreshContext } from "fresh";
import { changePassword } from "@/lib/accounts/change_password.ts";
import { endOtherSessions, endSession } from "@/lib/accounts/end_session.ts";
import { acknowledgeSignIns } from "@/lib/accounts/security_events.ts";
import { attemptsAt } from "@/lib/accounts/sign_in.ts";
import { answer } from "@/lib/http/answer.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

type Context = FreshContext<SignedInState>;

/** Does what the form asks for. */
export async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session } = ctx.state;
  switch (form.text("_action")) {
    case "end-session":
      await endSession(user, form.text("session"));
      return leadBack(ctx, "session-ended");
    case "end-others": {
      const count = await endOtherSessions(user, session);
      return leadBack(ctx, `others-ended&count=${count}`);
    }
    case "acknowledge":
      await acknowledgeSignIns(session);
      return answer(ctx, { redirect: safeNext(form.text("next")) });
    default:
      return await newPassword(ctx, form);
  }
}

async function newPassword(ctx: Context, form: Form): Promise<Response> {
  const { user, session, net } = ctx.state;
  const counted = attemptsAt(user.username, net);
  // The same bucket as signing in: a lent screen is no place to guess.
  await takeToken("sign-in", counted);
  const token = await changePassword(user, session, {
    current: form.text("password"),
    next: form.text("new_password"),
  });
  await giveBack("sign-in", counted);
  const headers = keepSession(new Headers(), ctx.state, token);
  return leadBack(ctx, "password-changed", headers);
}

function leadBack(ctx: Context, done: string, headers = new Headers()) {
  const redirect = `/settings/security?done=${done}`;
  return answer(ctx, { redirect, headers });
}
