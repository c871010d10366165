import { Conflict } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { sessions } from "./_keys.ts";
import type { SecurityEventKind, Session, User } from "./model.ts";
import { whereOf } from "./places.ts";
import { noteSecurityEvent } from "./security_events.ts";
import { renewToken } from "./session.ts";

/** Notes a change of what somebody signs in with; the session goes on under a new token. */
export async function renewAfter(
  c: Change,
  user: User,
  session: Session,
  now: number,
  kind: SecurityEventKind,
): Promise<string> {
  const where = whereOf(session);
  await noteSecurityEvent(c, user.id, { kind, at: now, ...where });
  const own = await c.read(sessions, [session.id]);
  if (!own) throw new Conflict({ key: "error.signed_out" });
  return renewToken(c, own, user, now);
}
