/**
 * Sessions: 160 random bits in a cookie, only their hash in the store. A stolen
 * store opens nobody's session; a stolen cookie is good until the next renewal.
 */
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read, readMany } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { deviceOf } from "./_device.ts";
import { sessions, type StoredSession, tokens, userSessions } from "./_keys.ts";
import { Recent } from "./_recent.ts";
import { dropSession, putSession, recentSessions } from "./_store.ts";
import { hashOf, randomText } from "./_tokens.ts";
import { findUser } from "./find.ts";
import { isOver } from "./guest_model.ts";
import { SESSION, type Session, sessionEnds, type User } from "./model.ts";
import { placeToKeep, withoutOldPlace } from "./places.ts";
import { noteSignIn } from "./security_events.ts";

/** What is known of the browser that signs in. */
export interface Visit {
  /** Its User-Agent header. */
  readonly agent: string;
  /** The network it came from, as `clientNet()` says. */
  readonly net: string;
  /** The time, if not now. */
  readonly now?: number;
}

/** Somebody who is signed in. `token` belongs into the cookie and nowhere else. */
export interface SignedIn {
  readonly user: User;
  readonly session: Session;
  readonly token: string;
}

/** A session that is good, and whose it is. */
export interface FoundSession {
  readonly user: User;
  readonly session: Session;
  /** The token was renewed just now: the browser must be given this one. */
  readonly renew?: string;
}

const TOKEN_BITS = 160;
const TOKEN = /^[a-z2-7]{32}$/;
/** Another process' sign-out is seen within this. Ours are seen at once. */
const AGE = 1_000;
/** Which session a token opens never changes. */
const recentTokens = new Recent<{ session: string; user: string }>();

/** Starts a session within a change; the oldest makes room when there are too many. */
export async function startSession(
  c: Change,
  user: User,
  visit: Visit,
): Promise<SignedIn> {
  const now = visit.now ?? Date.now();
  const token = randomText(TOKEN_BITS);
  const session: StoredSession = {
    id: randomText(128),
    user: user.id,
    created: now,
    used: now,
    rotated: now,
    device: deviceOf(visit.agent),
    place: placeToKeep(visit.net),
    token: hashOf(token),
  };
  const ids: [string][] = [];
  for await (const { key } of c.list(userSessions, [user.id])) {
    ids.push([key[1]]);
  }
  // Not checks: when two sign-ins race there may be one session too many,
  // until the next one.
  const known = (await c.peekMany(sessions, ids)).filter((one) => one !== null)
    .sort((a, b) => b.used - a.used);
  for (const old of known.slice(SESSION.perUser - 1)) closeSession(c, old);
  putSession(c, session, user.role);
  await noteSignIn(c, session);
  return { user, session, token };
}

/**
 * The session this token opens, if it is still good. Notes its use every five
 * minutes and renews the token every day: only then does it write. `quiet`:
 * being looked at is no use, so nothing is noted or renewed.
 */
export async function findSession(
  token: string,
  options: { now?: number; quiet?: boolean } = {},
): Promise<FoundSession | null> {
  const now = options.now ?? Date.now();
  if (!TOKEN.test(token)) return null;
  const hash = hashOf(token);
  const opened = await recentTokens.get(
    hash,
    60_000,
    () => read(tokens, [hash]),
  );
  if (!opened) return null;
  const { session: id } = opened;
  const [session, user] = await Promise.all([
    recentSessions.get(id, AGE, () => read(sessions, [id])),
    findUser(opened.user, AGE),
  ]);
  if (!session || !user || !isGood(session, user, hash, now)) return null;
  if (options.quiet) return { user, session };
  const renewed = await keepUp(session, user, hash, now);
  return renewed ? { user, session, renew: renewed } : { user, session };
}

function isGood(
  session: StoredSession,
  user: User,
  hash: string,
  now: number,
): boolean {
  if (now >= sessionEnds(session, user.role) || isOver(user, now)) return false;
  return session.token === hash ||
    session.before?.token === hash && now < session.before.until;
}

/** What has to be written now and then; failing at it must not keep anybody from reading. */
async function keepUp(
  { id, rotated, used, token }: StoredSession,
  user: User,
  hash: string,
  now: number,
): Promise<string | null> {
  const due = token === hash && now - rotated >= SESSION.renewAfter;
  if (!due && now - used < SESSION.noteUseEvery) return null;
  try {
    return await change(async (c) => {
      const session = await c.read(sessions, [id]);
      if (!session) return null;
      if (due && session.token === hash) {
        return renewToken(c, { ...session, used: now }, user, now);
      }
      if (now - session.used < SESSION.noteUseEvery) return null;
      putSession(c, { ...session, used: now }, user.role);
      return null;
    });
  } catch {
    // Disk full, or others faster: the next request tries again.
    return null;
  }
}

/**
 * Gives a session a new token within a change. The old one answers a minute
 * longer, for tabs that race; `grace` 0 ends it at once.
 */
export function renewToken(
  c: Change,
  session: StoredSession,
  user: User,
  now: number,
  grace: number = SESSION.grace,
): string {
  const token = randomText(TOKEN_BITS);
  if (session.before) c.drop(tokens, [session.before.token]);
  putSession(c, {
    ...session,
    rotated: now,
    token: hashOf(token),
    before: { token: session.token, until: now + grace },
  }, user.role);
  return token;
}

/** Ends a session within a change: its streams close when the change is done. */
export function closeSession(c: Change, session: StoredSession): void {
  dropSession(c, session);
  announce(c, { type: "session-ended", audience: { session: session.id } });
}

/** Where somebody is signed in, the last used first. */
export async function listSessions(
  user: User,
  options: { now?: number } = {},
): Promise<Session[]> {
  const now = options.now ?? Date.now();
  const ids: [string][] = [];
  for await (const { key } of list(userSessions, [user.id])) {
    ids.push([key[1]]);
  }
  return (await readMany(sessions, ids))
    .filter((one) => one !== null)
    .filter((one) => now < sessionEnds(one, user.role))
    .map(({ token: _, before: __, ...session }) =>
      withoutOldPlace(session, now)
    )
    .sort((a, b) => b.used - a.used);
}
