/** Dangerous changes lead to `/settings/confirm` first, and from there back. */
import type { FreshContext } from "fresh";
import { Unconfirmed } from "@/lib/accounts/confirm.ts";
import { isConfirmed } from "@/lib/accounts/model.ts";
import { answer } from "@/lib/http/answer.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

type Context = FreshContext<SignedInState>;

/** Does a deed; when it asks for a confirmation, leads there and back to `next`. */
export async function confirmFirst<R>(
  ctx: Context,
  next: string,
  deed: () => Promise<R>,
): Promise<R | Response> {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof Unconfirmed)) throw error;
    return leadToConfirm(ctx, next);
  }
}

/** Leads to the confirmation unless there was one a moment ago. */
export function unlessConfirmed(ctx: Context, next: string): Response | null {
  return isConfirmed(ctx.state.session, Date.now())
    ? null
    : leadToConfirm(ctx, next);
}

function leadToConfirm(ctx: Context, next: string): Response {
  const redirect = `/settings/confirm?next=${encodeURIComponent(next)}`;
  return answer(ctx, { redirect });
}
