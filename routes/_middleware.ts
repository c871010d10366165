import { findSession, type FoundSession } from "@/lib/accounts/session.ts";
import { SESSION } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { readCookie, setCookie } from "@/lib/http/cookies.ts";
import {
  anonymousOf,
  checkCsrf,
  formToken,
  isForeign,
} from "@/lib/http/csrf.ts";
import { readForm } from "@/lib/http/forms.ts";
import { keptPage } from "@/lib/http/kept_page.ts";
import { factsOf } from "@/lib/http/request_facts.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { pickLanguage, pickTimeZone, readerFor } from "@/lib/i18n/catalog.ts";
import { hub } from "@/lib/live/hub.ts";
import { define, type State } from "@/routes/(_state)/define.ts";

/** Everyone: who it is, how they read, and whether the form is ours. */
export default define.middleware(async (ctx) => {
  const { req } = ctx;
  // Before anything is read: what is committed from here on reaches the stream.
  const cursor = hub.latest;
  const settings = theSettings();
  const token = readCookie(req, "session");
  const found = token ? await findSession(token) : null;
  const anonymous = found ? null : anonymousOf(req);
  const who = found?.session.id ?? anonymous!.who;
  Object.assign(ctx.state, {
    ...await stateFor(req, found, who),
    cursor,
  });
  try {
    await checkCsrf(req, { settings, who });
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return await refuse(ctx.req, ctx.state, ctx.url, error);
  }
  const response = await ctx.next();
  if (found?.renew) {
    setCookie(response.headers, "session", found.renew, {
      maxAge: SESSION.absolute[found.user.role] / 1_000,
    });
  } else if (
    anonymous?.line &&
    response.headers.get("content-type")?.startsWith("text/html")
  ) {
    response.headers.append("set-cookie", anonymous.line);
  }
  return response;
});

async function stateFor(
  req: Request,
  found: FoundSession | null,
  who: string,
): Promise<Omit<State, "cursor">> {
  const settings = theSettings();
  const wish = req.headers.get("accept-language");
  const user = found?.user ?? null;
  return {
    settings,
    user,
    session: found?.session ?? null,
    csrf: await formToken(settings.secret, who),
    net: factsOf(req).net,
    theme: user?.theme ?? readCookie(req, "theme") ?? "system",
    reader: readerFor(
      pickLanguage(wish, readCookie(req, "language"), user?.language),
      pickTimeZone(wish, readCookie(req, "timeZone"), user?.timeZone),
    ),
  };
}

/** Nothing typed is lost: the page shows it and offers to send it again. */
async function refuse(
  req: Request,
  state: State,
  url: URL,
  error: Forbidden,
): Promise<Response> {
  return keptPage({
    reader: state.reader,
    error,
    form: await readForm(req),
    action: url.pathname + url.search,
    token: isForeign(req, state.settings) ? null : state.csrf,
  });
}
