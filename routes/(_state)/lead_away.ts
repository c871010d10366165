import type { FreshContext } from "fresh";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { isSafe } from "@/lib/http/csrf.ts";
import { wantsFragment } from "@/lib/http/fragment_request.ts";
import type { State } from "@/routes/(_state)/define.ts";

/** The page itself, the way out, and the way to another account of this browser. */
const OPEN = ["/leaving", "/sign-out", "/accounts"];

/**
 * Whoever is leaving gets one page and nothing else. Null: nobody is led
 * anywhere. @throws Forbidden for whatever is no page
 */
export function leadAway(
  { url, req, redirect }: FreshContext<State>,
  user: User,
): Response | null {
  if (!user.leaving || OPEN.includes(url.pathname)) return null;
  const page = isSafe(req) && !wantsFragment(req) &&
    !/^\/(live$|api\/)/.test(url.pathname);
  if (page) return redirect("/leaving", 303);
  throw new Forbidden({ key: "leaving.closed" });
}
