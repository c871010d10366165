/** What whoever sent a form is told that is not of this session. */
import type { FreshContext } from "fresh";
import { Forbidden } from "@/lib/errors.ts";
import { isForeign, sentToken } from "@/lib/http/csrf.ts";
import { readForm, textsOnly } from "@/lib/http/forms.ts";
import { keptPage } from "@/lib/http/kept_page.ts";
import { ownerOf } from "@/routes/(_state)/accounts.ts";
import type { State } from "@/routes/(_state)/define.ts";

/**
 * Nothing typed is lost: the page shows it and offers to send it again. A form
 * of an account that waits is told so, and how to switch back; its own token
 * goes back with it, so that it is sent as that account or not at all. Null:
 * switching itself may be asked for by a page of any account here.
 */
export async function refuseForm(
  { req, state, url }: FreshContext<State>,
  error: Forbidden,
): Promise<Response | null> {
  const { reader, settings, user, slots } = state;
  const about = { reader, form: await readForm(req, textsOnly) };
  const action = url.pathname + url.search;
  if (isForeign(req, settings)) {
    return keptPage({ ...about, error, action, token: null });
  }
  const token = await sentToken(req);
  const owner = token && await ownerOf(slots, token, settings.secret);
  if (!owner) return keptPage({ ...about, error, action, token: state.csrf });
  if (url.pathname === "/accounts") return null;
  const names = {
    name: owner.user.name,
    current: user?.name ?? reader.t("error.nobody"),
  };
  return keptPage({
    ...about,
    error: new Forbidden({ key: "error.other_account", values: names }),
    action,
    token,
    back: { ...owner.user, token: state.csrf },
  });
}
