/** What happened to an account: kept for its owner, and the notice of a new sign-in. */
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { knownDevices, securityEvents, signInNotices } from "./_keys.ts";
import { mailNotice } from "./_mail_notices.ts";
import { tellSignInNews } from "./_sign_in_news.ts";
import { randomText } from "./_tokens.ts";
import { isOver, placesLast, withoutOldPlace } from "./places.ts";
import type { SecurityEvent, Session, SignInNotice, User } from "./model.ts";

/** Older ones make room. */
const KEPT = 50;
/** Notices shown at most; the list of events has them all. */
const NOTICES = 5;
/** A device not seen for so long is new again. */
const KNOWN_FOR = 180 * 86_400_000;

/** Notes an event within the change that makes it; its owner is told by mail, if they have an address. */
export async function noteSecurityEvent(
  c: Change,
  user: string,
  noted: SecurityEvent,
): Promise<void> {
  const event = withoutOldPlace(noted, noted.at);
  const id = `${String(event.at).padStart(15, "0")}-${randomText(40)}`;
  c.put(securityEvents, [user, id], event);
  await mailNotice(c, user, event);
  let seen = 1;
  // Not checks: two events at once may leave one too many, until the next.
  for await (
    const { key } of c.list(securityEvents, [user], { reverse: true })
  ) {
    if (++seen > KEPT) c.drop(securityEvents, key);
  }
}

/** What happened to this user's account, the newest first. */
export async function listSecurityEvents(
  user: User,
  now = Date.now(),
): Promise<SecurityEvent[]> {
  const found: SecurityEvent[] = [];
  const options = { reverse: true, limit: KEPT };
  for await (const { value } of list(securityEvents, [user.id], options)) {
    found.push(withoutOldPlace(value, now));
  }
  return found;
}

/**
 * Within the change that starts a session: is it from a device or place its
 * user has not signed in from before? Then the other sessions are told. The
 * very first is no news.
 */
export async function noteSignIn(c: Change, session: Session): Promise<void> {
  const { id, user, device, place, created: at } = session;
  const here: [string, string] = [user, `${device}\n${place}`];
  // Not checks: two sign-ins at once from one new place are told twice.
  const known = await c.peek(knownDevices, here);
  noteKnown(c, here, at, place !== "");
  // Outlives the place, so that there is something to be different from.
  if (place !== "") noteKnown(c, [user, `${device}\n`], at, false);
  if (known && !(known.placed && isOver(known.at, at))) return;
  let first = true;
  for await (const _ of c.list(knownDevices, [user], { limit: 1 })) {
    first = false;
  }
  if (first) return;
  await noteSecurityEvent(c, user, { kind: "signed-in", at, device, place });
  const before = await c.read(signInNotices, [user]) ?? [];
  const notice: SignInNotice = { session: id, at, device, place };
  c.put(signInNotices, [user], [notice, ...before].slice(0, NOTICES));
  announce(c, { type: "security-event", audience: { user }, session: id });
  c.afterCommit(() => tellSignInNews(user, id));
}

function noteKnown(
  c: Change,
  key: [user: string, where: string],
  at: number,
  placed: boolean,
): void {
  const expireIn = placed ? Math.min(KNOWN_FOR, placesLast()) : KNOWN_FOR;
  c.put(knownDevices, key, { at, placed }, { expireIn });
}

/** New sign-ins that this session's user has not acknowledged; its own is none of them. */
export async function findSignInNotices(
  session: Session,
  now = Date.now(),
): Promise<SignInNotice[]> {
  const found = await read(signInNotices, [session.user]) ?? [];
  return found.filter((one) => one.session !== session.id)
    .map((one) => withoutOldPlace(one, now));
}

/** "That was me." Nobody says it of the very session they sit at. */
export async function acknowledgeSignIns(session: Session): Promise<void> {
  await change(async (c) => {
    const found = await c.read(signInNotices, [session.user]);
    if (!found) return;
    const left = found.filter((one) => one.session === session.id);
    if (left.length > 0) c.put(signInNotices, [session.user], left);
    else c.drop(signInNotices, [session.user]);
  });
}
