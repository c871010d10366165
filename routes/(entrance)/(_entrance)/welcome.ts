/** What the browser of somebody who just came in is given. */
import type { FreshContext } from "fresh";
import { signOut } from "@/lib/accounts/end_session.ts";
import type { User } from "@/lib/accounts/model.ts";
import type { SignedIn } from "@/lib/accounts/session.ts";
import { Conflict } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { dropCookie, setPreference } from "@/lib/http/cookies.ts";
import {
  ACCOUNTS_AT_MOST,
  FREE,
  keepSlots,
  withSlots,
} from "@/lib/http/session_slots.ts";
import {
  type BrowserAccount,
  keepTokenOf,
  listAccounts,
} from "@/routes/(_state)/accounts.ts";
import type { State } from "@/routes/(_state)/define.ts";

/**
 * Leads on with the new session. It stands beside those that are there, in
 * place of an earlier one of the same account.
 */
export async function welcome(
  ctx: FreshContext<State>,
  signedIn: SignedIn,
  to: string,
): Promise<Response> {
  const headers = await welcomeHeaders(ctx, signedIn);
  const redirect = headers ? to : "/settings/accounts?done=full";
  return answer(ctx, { redirect, headers: headers ?? {} });
}

/**
 * What the browser is given along with a page that has to be seen first. Null:
 * it holds as many accounts as it can, and the new session is ended.
 */
export async function welcomeHeaders(
  { state: { slots } }: FreshContext<State>,
  { user, session, token }: SignedIn,
): Promise<Headers | null> {
  const accounts = await listAccounts(slots);
  const at = placeFor(user, slots.all.length, accounts);
  if (at === null) {
    await signOut(session);
    return null;
  }
  const earlier = accounts.find(({ slot }) => slot === at)?.found;
  if (earlier) await signOut(earlier.session);
  const headers = new Headers();
  const now = new Map(slots.all.map(({ token }, i) => {
    const name = accounts.find(({ slot }) => slot === i)?.name;
    return [i, name ? { token, name } : FREE];
  }));
  now.set(at, { token, name: user.username });
  keepSlots(headers, slots, withSlots(slots, at, now));
  keepTokenOf(headers, at, user, token);
  // The next session's form tokens are bound to it, not to a stranger.
  dropCookie(headers, "form");
  keepPreferences(headers, user);
  return headers;
}

/** Before an account is made: is there a place for it? @throws Conflict */
export async function refuseWhenFull(
  { state: { slots } }: FreshContext<State>,
): Promise<void> {
  const live = (await listAccounts(slots)).filter(({ found }) => found);
  if (live.length < ACCOUNTS_AT_MOST) return;
  const values = { most: ACCOUNTS_AT_MOST };
  throw new Conflict({ key: "settings.accounts.full", values });
}

/** The account's own place, else a free one, else one whose session is over. */
function placeFor(
  user: User,
  most: number,
  accounts: readonly BrowserAccount[],
): number | null {
  const own = accounts.find(({ found, name }) =>
    found ? found.user.id === user.id : name === user.username
  );
  if (own) return own.slot;
  const taken = new Set(accounts.map(({ slot }) => slot));
  for (let at = 0; at < most; at++) if (!taken.has(at)) return at;
  return accounts.find(({ found }) => !found)?.slot ?? null;
}

/** The entrance follows the last account's look, language and zone. */
export function keepPreferences(headers: Headers, user: User): void {
  setPreference(headers, "theme", user.theme);
  if (user.language) setPreference(headers, "language", user.language);
  if (user.timeZone) setPreference(headers, "timeZone", user.timeZone);
}
