/** Makes new recovery codes. */
import { Conflict } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { newRecoveryCodes, putRecoveryCodes } from "./_recovery_codes.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import type { Session, User } from "./model.ts";
import { whereOf } from "./places.ts";
import { hasSecondFactor } from "./second_factor.ts";
import { noteSecurityEvent } from "./security_events.ts";

/**
 * Makes ten new codes; the earlier ones are good no more.
 * @throws Unconfirmed, Conflict without a second factor to recover from
 */
export async function renewRecoveryCodes(
  user: User,
  session: Session,
  now = Date.now(),
): Promise<string[]> {
  refuseUnlessConfirmed(session, now);
  const codes = newRecoveryCodes();
  await change(async (c) => {
    if (!await hasSecondFactor(c, user.id)) {
      throw new Conflict({ key: "settings.second.off_already" });
    }
    putRecoveryCodes(c, user.id, codes, now);
    await noteSecurityEvent(c, user.id, {
      kind: "recovery-codes-made",
      at: now,
      ...whereOf(session),
    });
  });
  return codes;
}
