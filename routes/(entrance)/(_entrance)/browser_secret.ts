import type { FreshContext } from "fresh";
import { Forbidden } from "@/lib/errors.ts";
import { readCookie } from "@/lib/http/cookies.ts";
import type { State } from "@/routes/(_state)/define.ts";

/**
 * What a question to a passkey at the entrance is bound to: the cookie its
 * form token hangs on, so that nobody else can answer for this browser.
 * @throws Forbidden
 */
export function browserSecret({ req, state }: FreshContext<State>): string {
  const who = readCookie(req, "form") ?? state.session?.id;
  if (!who) throw new Forbidden({ key: "error.csrf" });
  return who;
}
