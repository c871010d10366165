import { findSession } from "@/lib/accounts/session.ts";
import { SESSION } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { cookieName, readCookie, setCookie } from "@/lib/http/cookies.ts";
import { anonymousOf, checkCsrf, isForeign } from "@/lib/http/csrf.ts";
import { readForm } from "@/lib/http/forms.ts";
import { keptPage } from "@/lib/http/kept_page.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { hub } from "@/lib/live/hub.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { stateFor } from "@/routes/(_state)/state_for.ts";

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
    ...stateFor(req, found, who),
    cursor,
  });
  try {
    await checkCsrf(req, { settings, who });
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return await refuse(ctx.req, ctx.state, ctx.url, error);
  }
  const response = await ctx.next();
  // A deed that set a session of its own (a new password) has the last word.
  const sets = response.headers.getSetCookie().some((line) =>
    line.startsWith(`${cookieName("session")}=`)
  );
  if (found?.renew && !sets) {
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
