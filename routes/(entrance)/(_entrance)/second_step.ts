/** Between the password and the second step: where the browser is led. */
import type { FreshContext } from "fresh";
import { SECOND_STEP_WITHIN } from "@/lib/accounts/second_factor_model.ts";
import type { SecondStepDue } from "@/lib/accounts/pending_sign_in.ts";
import { answer } from "@/lib/http/answer.ts";
import { dropCookie, setCookie } from "@/lib/http/cookies.ts";
import { addPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
import type { State } from "@/routes/(_state)/define.ts";

/** Leads on to the second step. There is no session yet. */
export function askSecondStep(
  ctx: FreshContext<State>,
  due: SecondStepDue,
  next: string,
): Response {
  const headers = new Headers();
  // Always a new one: what a browser brought along is never taken over.
  setCookie(headers, "secondStep", due.pending, {
    maxAge: SECOND_STEP_WITHIN / 1_000,
  });
  const redirect = `/sign-in/second-step${withNext("?", next)}`;
  return answer(ctx, { redirect, headers });
}

/** Leads back to the beginning, with a sentence. */
export function leadToStart(
  ctx: FreshContext<State>,
  done: "cancelled" | "second-step-over",
  next: string,
): Response {
  const headers = new Headers();
  dropCookie(headers, "secondStep");
  const redirect = ctx.state.user
    ? addPath({ done, next })
    : `/sign-in?done=${done}${withNext("&", next)}`;
  return answer(ctx, { redirect, headers });
}

function withNext(mark: "?" | "&", next: string): string {
  return next ? `${mark}next=${encodeURIComponent(next)}` : "";
}
