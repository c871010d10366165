import type { FreshContext } from "fresh";
import type { User } from "@/lib/accounts/model.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { Forbidden } from "@/lib/errors.ts";
import { isSafe } from "@/lib/http/csrf.ts";
import type { State } from "@/routes/(_state)/define.ts";

/** Of their own conversation. Whatever is added to conversations is closed to guests until it stands here. */
const WITHIN = new RegExp(
  "^(?:/(?:log|read|typing|compose|scheduled|voice|files/new|polls/new|details|pinned|leave|" +
    "picture|messages|messages/\\d+(?:/(?:reactions|replaced|versions|votes|" +
    "report|unread|files/[^/]+(?:/view)?))?|" +
    "threads/\\d+(?:/(?:follow|read))?))?$",
);
/** Beside it: how the page stays alive, their name, the way in and out. */
const BESIDE =
  /^\/(?:live|api\/v1\/live|presence|guest|mine\.css|sign-out|join\/[^/]+|people\/[^/]+\/picture)$/;
/** Where pages lead back to: a guest has no list. */
const HOME = ["/", "/conversations"];

/**
 * A guest reaches one conversation. Null: this is part of it.
 * @throws Forbidden for everything else there is
 */
export async function keepGuest(
  { url, req, redirect }: FreshContext<State>,
  { guest }: User,
): Promise<Response | null> {
  if (!guest) return null;
  const { noGuests } = await findServerSettings();
  if (noGuests) throw new Forbidden({ key: "guest.error.forbidden" });
  const { pathname } = url;
  const own = `/conversations/${guest.conversation}`;
  if (HOME.includes(pathname) && isSafe(req)) return redirect(own, 303);
  const within = pathname.startsWith(own) &&
    WITHIN.test(pathname.slice(own.length));
  if (within || BESIDE.test(pathname)) return null;
  throw new Forbidden({ key: "guest.only_here" });
}
