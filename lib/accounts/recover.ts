/** Resets a lost password with a recovery code. */
import { Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { users } from "./_keys.ts";
import { resetPassword } from "./_reset_password.ts";
import { findByUsername } from "./find.ts";
import { hashPassword } from "./password.ts";
import { parsePassword } from "./password_rules.ts";
import { plainCode, proveByCode } from "./second_factor.ts";
import type { Visit } from "./session.ts";

/** What somebody typed. */
export interface RecoveryForm {
  readonly username: string;
  readonly code: string;
  readonly next: string;
}

/** Nobody has this id: what is asked for nobody is asked under it. */
const NOBODY = "nobody";

/**
 * Refuses what can be refused without work and without telling who has an
 * account: asked before an attempt is counted, so that a typing error costs nobody.
 * @throws Invalid at `new_password`
 */
export function checkRecovery(form: RecoveryForm): void {
  // Not the name: only the server knows it, and only of those who exist.
  const next = parsePassword(form.next, { username: form.username });
  if ("problem" in next) throw new Invalid({ new_password: next.problem });
}

/**
 * Sets a new password and uses the code up, both or neither. Nobody is signed
 * in by it, and the second factor stays. Unknown name, wrong code, used code,
 * and an attempt that is not `allowed` are one answer and the same work.
 * @throws Invalid, TooMany
 */
export async function recoverByCode(
  form: RecoveryForm,
  visit: Visit,
  allowed: boolean,
): Promise<void> {
  checkRecovery(form);
  const found = await findByUsername(form.username);
  const hash = await hashPassword(form.next);
  const id = found?.id ?? NOBODY;
  // A code of the app proves who has the phone, not who has lost the password.
  const app = /^\d{6}$/.test(plainCode(form.code));
  const prove = proveByCode(app ? "" : form.code);
  await change(async (c) => {
    const user = await c.read(users, [id]);
    const by = await prove(c, id);
    // Thrown, nothing is committed: no code is used up by a refusal.
    if (!user || by !== "recovery-code" || !allowed) {
      throw new Invalid({ code: { key: "entrance.recover.wrong" } });
    }
    const next = parsePassword(form.next, user);
    if ("problem" in next) throw new Invalid({ new_password: next.problem });
    await resetPassword(c, id, hash, visit);
  }, { queue: `sign-in ${id}` });
}
