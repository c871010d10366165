/** A person's links to providers: what there is, one more, one less. */
import { Conflict, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { providerLinks, userLinks } from "./_provider_keys.ts";
import { keyOf, putLink } from "./_provider_links.ts";
import { renewAfter } from "./_renew_after.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import type { Arrival } from "./provider_flow.ts";
import type { Link, Provider } from "./provider_model.ts";
import { listOpenProviders } from "./providers.ts";
import { keepAWayIn } from "./ways_in.ts";

/** The providers by which this person can sign in now. */
export async function listLinkedProviders(user: User): Promise<Provider[]> {
  const [links, open] = await Promise.all([
    listLinks(user),
    listOpenProviders(),
  ]);
  return open.filter(({ issuer }) =>
    links.some((link) => link.issuer === issuer)
  );
}

/** A person's links, the oldest first. */
export async function listLinks(user: User): Promise<readonly Link[]> {
  return await read(userLinks, [user.id]) ?? [];
}

/**
 * Ties who came back from a provider to the session that set out for it. That
 * session was confirmed when it did. It goes on under a new token.
 * @throws Conflict when another account has that link, or there are too many
 */
export async function linkProvider(
  user: User,
  session: Session,
  { identity, session: wanted }: Arrival,
  now = Date.now(),
): Promise<string | null> {
  if (wanted !== session.id) throw new Conflict({ key: "error.signed_out" });
  return await change(async (c) => {
    const link = await c.read(providerLinks, keyOf(identity));
    if (link?.user === user.id) return null;
    if (link) throw new Conflict({ key: "settings.linked.others" });
    await putLink(c, user.id, identity, now);
    return await renewAfter(c, user, session, now, "provider-linked");
  });
}

/**
 * The session goes on under a new token.
 * @throws Unconfirmed, NotFound, Conflict when it is the last way in
 */
export async function unlinkProvider(
  user: User,
  session: Session,
  id: string,
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  return await change(async (c) => {
    const row = await c.read(userLinks, [user.id]) ?? [];
    const gone = row.find((one) => one.id === id);
    if (!gone) throw new NotFound({ key: "error.not_found" });
    const left = row.filter((one) => one !== gone);
    if (left.length > 0) c.put(userLinks, [user.id], left);
    else c.drop(userLinks, [user.id]);
    c.drop(providerLinks, keyOf(gone));
    await keepAWayIn(c, user.id);
    return await renewAfter(c, user, session, now, "provider-unlinked");
  });
}
