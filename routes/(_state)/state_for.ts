import type { FoundSession } from "@/lib/accounts/session.ts";
import { readBrowserZone, readCookie } from "@/lib/http/cookies.ts";
import { formToken } from "@/lib/http/csrf.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { pickLanguage, pickTimeZone, readerFor } from "@/lib/i18n/catalog.ts";
import type { State } from "@/routes/(_state)/define.ts";

/**
 * Who sent a request, and how they read: the account decides, then the
 * cookies, then what the browser says of itself.
 * @param who whom form tokens are made for
 */
export function stateFor(
  req: Request,
  found: FoundSession | null,
  who: string,
): Omit<State, "cursor" | "slots" | "several"> {
  const settings = theSettings();
  const wish = req.headers.get("accept-language");
  const user = found?.user ?? null;
  return {
    settings,
    user,
    session: found?.session ?? null,
    csrf: formToken(settings.secret, who),
    net: factsOf(req).net,
    theme: user?.theme ?? readCookie(req, "theme") ?? "system",
    reader: readerFor(
      pickLanguage(wish, readCookie(req, "language"), user?.language),
      pickTimeZone(
        wish,
        readCookie(req, "timeZone") ?? readBrowserZone(req),
        user?.timeZone,
      ),
    ),
  };
}
