/** Changes a password, and ends every session that knew only the old one. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords, sessions } from "./_keys.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { endOthersWithin } from "./end_session.ts";
import { PASSWORD_LENGTH, type Session, type User } from "./model.ts";
import { hashPassword, isPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { whereOf } from "./places.ts";
import { noteSecurityEvent } from "./security_events.ts";
import { renewToken } from "./session.ts";

/**
 * The session that asks goes on under a new token, which is returned.
 * @throws Unconfirmed, TooMany, Invalid at `password` (the current one) or `new_password`
 */
export async function changePassword(
  user: User,
  session: Session,
  form: { readonly current: string; readonly next: string },
  now = Date.now(),
): Promise<string> {
  refuseUnlessConfirmed(session, now);
  const next = parsePassword(form.next, user);
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
  const stored = await read(passwords, [user.id]);
  const current = form.current.slice(0, PASSWORD_LENGTH.most * 2 + 1);
  if (!await isPassword(current, stored?.hash ?? null)) throw wrong();
  if (form.current === form.next) {
    throw new Invalid({ new_password: { key: "settings.security.same" } });
  }
  const hash = await hashPassword(next.value);
  return await change(async (c) => {
    const still = await c.read(passwords, [user.id]);
    const own = await c.read(sessions, [session.id]);
    if (!still || !own || still.changed !== stored?.changed) throw wrong();
    c.put(passwords, [user.id], { hash, changed: now });
    await endOthersWithin(c, user.id, session.id);
    await noteSecurityEvent(c, user.id, {
      kind: "password-changed",
      at: now,
      ...whereOf(session),
    });
    return renewToken(c, own, user, now, 0);
  });
}

function wrong(): Invalid {
  return new Invalid({ password: { key: "settings.security.wrong" } });
}
