/** What the browser of somebody who just came in is given. */
import type { FreshContext } from "fresh";
import { signOut } from "@/lib/accounts/end_session.ts";
import { SESSION, type User } from "@/lib/accounts/model.ts";
import type { SignedIn } from "@/lib/accounts/session.ts";
import { answer } from "@/lib/http/answer.ts";
import { dropCookie, setCookie, setPreference } from "@/lib/http/cookies.ts";
import type { State } from "@/routes/(_state)/define.ts";

/** Leads on with the new session; one that was there before is ended. */
export async function welcome(
  ctx: FreshContext<State>,
  signedIn: SignedIn,
  to: string,
): Promise<Response> {
  return answer(ctx, {
    redirect: to,
    headers: await welcomeHeaders(ctx, signedIn),
  });
}

/** What the browser is given along with a page that has to be seen first. */
export async function welcomeHeaders(
  ctx: FreshContext<State>,
  signedIn: SignedIn,
): Promise<Headers> {
  if (ctx.state.session) await signOut(ctx.state.session);
  const headers = new Headers();
  setCookie(headers, "session", signedIn.token, {
    maxAge: SESSION.absolute[signedIn.user.role] / 1_000,
  });
  // The next session's form tokens are bound to it, not to a stranger.
  dropCookie(headers, "form");
  keepPreferences(headers, signedIn.user);
  return headers;
}

/** The entrance follows the last account's look, language and zone. */
export function keepPreferences(headers: Headers, user: User): void {
  setPreference(headers, "theme", user.theme);
  if (user.language) setPreference(headers, "language", user.language);
  if (user.timeZone) setPreference(headers, "timeZone", user.timeZone);
}
