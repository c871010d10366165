/** Makes an address a user's own, by the code that was sent there. */
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { hashOfMailCode } from "./_mail_hashes.ts";
import {
  mailAddresses,
  mailAddressOwners,
  mailAddressSetups,
} from "./_mail_keys.ts";
import type { Session, User } from "./model.ts";
import { whereOf } from "./places.ts";
import { plainCode } from "./second_factor.ts";
import { noteSecurityEvent } from "./security_events.ts";

/**
 * The code is used up. The address before, if there was one, is told; limits
 * come before it.
 * @throws Invalid at `code`, Conflict when somebody else was faster
 */
export async function verifyMailAddress(
  user: User,
  session: Session,
  typed: string,
  now = Date.now(),
): Promise<void> {
  const code = plainCode(typed);
  await change(async (c) => {
    const setup = await c.read(mailAddressSetups, [user.id]);
    const right = setup && now < setup.until &&
      setup.code === hashOfMailCode(user.id, setup.hash, code);
    if (!right) throw new Invalid({ code: { key: "settings.mail.wrong" } });
    const { hash, sealed, language, timeZone } = setup;
    const owner = await c.read(mailAddressOwners, [hash]);
    // Both have read mail there, so this tells nobody anything new.
    if (owner && owner !== user.id) {
      throw new Conflict({ key: "settings.mail.taken" });
    }
    const before = await c.read(mailAddresses, [user.id]);
    // While the old one still stands: it is the one to be told.
    const kind = "mail-address-set";
    await noteSecurityEvent(c, user.id, {
      kind,
      at: now,
      ...whereOf(session),
    });
    if (before && before.hash !== hash) {
      c.drop(mailAddressOwners, [before.hash]);
    }
    const notices = before?.notices ?? true;
    const row = { sealed, hash, since: now, notices, language, timeZone };
    c.put(mailAddresses, [user.id], row);
    c.put(mailAddressOwners, [hash], user.id);
    c.drop(mailAddressSetups, [user.id]);
  });
}
