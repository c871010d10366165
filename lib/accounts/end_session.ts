/** Ends sessions: one's own, another of one's own, all others. */
import { NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { sessions, userSessions } from "./_keys.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { whereOf } from "./places.ts";
import { noteSecurityEvent } from "./security_events.ts";
import { closeSession } from "./session.ts";

/** Signs out: the session of this very browser. Doing it twice is no error. */
export async function signOut(session: Session): Promise<void> {
  await change(async (c) => {
    const stored = await c.read(sessions, [session.id]);
    if (stored) closeSession(c, stored);
  });
}

/** Ends one session of this user. @throws NotFound for others' and unknown ones */
export async function endSession(user: User, id: string): Promise<void> {
  await change(async (c) => {
    const stored = id.length <= 64 && id.isWellFormed()
      ? await c.read(sessions, [id])
      : null;
    if (stored?.user !== user.id) {
      throw new NotFound({ key: "error.not_found" });
    }
    closeSession(c, stored);
  });
}

/** Ends every session of this user but the given one; says how many. @throws Unconfirmed */
export async function endOtherSessions(
  user: User,
  current: Session,
  now = Date.now(),
): Promise<number> {
  refuseUnlessConfirmed(current, now);
  return await change(async (c) => {
    const count = await endOthersWithin(c, user.id, current.id);
    if (count > 0) {
      await noteSecurityEvent(c, user.id, {
        kind: "sessions-ended",
        at: now,
        ...whereOf(current),
      });
    }
    return count;
  });
}

/** The same within a change. */
export async function endOthersWithin(
  c: Change,
  user: string,
  current: string,
): Promise<number> {
  const ids: [string][] = [];
  for await (const { key } of c.list(userSessions, [user])) {
    if (key[1] !== current) ids.push([key[1]]);
  }
  // Not checks: a session that starts meanwhile knew the password a moment ago;
  // changing the password checks the password's own row.
  const others = await c.peekMany(sessions, ids);
  let ended = 0;
  for (const session of others) {
    if (!session) continue;
    closeSession(c, session);
    ended++;
  }
  return ended;
}
