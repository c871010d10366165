import { notePresence } from "@/lib/accounts/presence.ts";
import { SignedOut } from "@/lib/errors.ts";
import { wantsFragment } from "@/lib/http/fragment_request.ts";
import { readForm, textsOnly } from "@/lib/http/forms.ts";
import { keptPage } from "@/lib/http/kept_page.ts";
import { define } from "@/routes/(_state)/define.ts";

/**
 * Asks for a session. A page leads to the sign-in and back; a form that was
 * sent too late comes back with its text.
 */
export default define.middleware(async (ctx) => {
  const { state, req, url } = ctx;
  if (state.user && state.session) {
    // Opening a page is a sign of life; what scripts fetch is none.
    const mode = req.headers.get("sec-fetch-mode") ?? "navigate";
    if (mode === "navigate") {
      notePresence(state.user.id, { active: Date.now() });
    }
    return await ctx.next();
  }
  const here = url.pathname + url.search;
  if (wantsFragment(req) || req.headers.has("tus-resumable")) {
    throw new SignedOut({ key: "error.signed_out" });
  }
  if (req.method === "GET" || req.method === "HEAD") {
    return ctx.redirect(`/sign-in?next=${encodeURIComponent(here)}`, 303);
  }
  return keptPage({
    reader: state.reader,
    error: new SignedOut({ key: "error.signed_out" }),
    form: await readForm(req, textsOnly),
    action: here,
    token: state.csrf,
  });
});
