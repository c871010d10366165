import { Forbidden } from "@/lib/errors.ts";
import { cookieName } from "@/lib/http/cookies.ts";
import { anonymousOf, checkCsrf, isSafe } from "@/lib/http/csrf.ts";
import { isShared, readSlots, slotCookie } from "@/lib/http/session_slots.ts";
import { theSettings } from "@/lib/http/settings.ts";
import { hub } from "@/lib/live/hub.ts";
import { findInUse, keepTokenOf } from "@/routes/(_state)/accounts.ts";
import { define } from "@/routes/(_state)/define.ts";
import { keepGuest } from "@/routes/(_state)/keep_guest.ts";
import { leadAway } from "@/routes/(_state)/lead_away.ts";
import { refuseForm } from "@/routes/(_state)/refuse_form.ts";
import { stateFor } from "@/routes/(_state)/state_for.ts";

/** Everyone: who it is, how they read, and whether the form is ours. */
export default define.middleware(async (ctx) => {
  const { req } = ctx;
  // Before anything is read: what is committed from here on reaches the stream.
  const cursor = hub.latest;
  const settings = theSettings();
  const slots = readSlots(req);
  // Whose page it is whose script asks. Reading goes on as that account after
  // the browser was switched to another one; deeds do not.
  const me = req.headers.get("x-me");
  const { slot, found } = await findInUse(slots, isSafe(req) ? me : null);
  const anonymous = found ? null : anonymousOf(req);
  const who = found?.session.id ?? anonymous!.who;
  Object.assign(ctx.state, {
    ...stateFor(req, found, who),
    slots,
    several: isShared(slots),
    cursor,
  });
  try {
    await checkCsrf(req, { settings, who, signedIn: found !== null });
    if (found && me !== null && me !== found.user.id) {
      throw new Forbidden({ key: "error.csrf" });
    }
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    const refused = await refuseForm(ctx, error);
    if (refused) return refused;
  }
  const away = found &&
    (leadAway(ctx, found.user) ?? await keepGuest(ctx, found.user));
  if (away) return away;
  const response = await ctx.next();
  // A deed that set a session of its own (a new password) has the last word.
  const sets = response.headers.getSetCookie().some((line) =>
    line.startsWith(`${cookieName(slotCookie(slot))}=`)
  );
  if (found?.renew && !sets) {
    keepTokenOf(response.headers, slot, found.user, found.renew);
  } else if (
    anonymous?.line &&
    // What is the same for everybody has no form, and may be kept by others.
    !response.headers.has("etag") &&
    response.headers.get("content-type")?.startsWith("text/html")
  ) {
    response.headers.append("set-cookie", anonymous.line);
  }
  return response;
});
