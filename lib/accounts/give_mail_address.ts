/** Gives an account a mail address, which a code sent there must prove. */
import { Conflict, Invalid } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { parseAddress } from "@/lib/mail/address.ts";
import { theMail } from "@/lib/mail/mail_settings.ts";
import { users } from "./_keys.ts";
import { hashOfAddress, hashOfMailCode, newMailCode } from "./_mail_hashes.ts";
import {
  mailAddresses,
  mailAddressOwners,
  mailAddressSetups,
  type Wording,
} from "./_mail_keys.ts";
import { addressWithin } from "./_mail_notices.ts";
import { queueMail } from "./_queue_mail.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { MAIL_CODE_FOR, MAIL_TRIED_FOR } from "./mail_model.ts";
import type { Session, User } from "./model.ts";
import { sealFor } from "./vault.ts";

/**
 * Sends a code to an address. One that belongs to another account gets a
 * warning for its owner instead, and no code: who asks sees no difference.
 * @throws Unconfirmed, Invalid at `address`, Conflict when no mail is sent here
 */
export async function giveMailAddress(
  user: User,
  session: Session,
  text: string,
  wording: Wording,
  now = Date.now(),
): Promise<void> {
  refuseUnlessConfirmed(session, now);
  if (!theMail()) throw new Conflict({ key: "settings.mail.off" });
  const address = parseAddress(text);
  if (!address) {
    throw new Invalid({ address: { key: "settings.mail.problem" } });
  }
  const hash = hashOfAddress(address);
  const digits = newMailCode();
  const { language, timeZone } = wording;
  const until = now + MAIL_CODE_FOR;
  await change(async (c) => {
    const own = await c.read(mailAddresses, [user.id]);
    if (own?.hash === hash) {
      throw new Invalid({ address: { key: "settings.mail.same" } });
    }
    const owner = await c.read(mailAddressOwners, [hash]);
    const bytes = new TextEncoder().encode(address);
    const sealed = await sealFor(c, user.id, "mail address", bytes);
    // Of an address that is taken nobody gets to know the digits.
    const code = hashOfMailCode(user.id, hash, digits);
    c.put(mailAddressSetups, [user.id], {
      sealed,
      hash,
      code,
      until,
      language,
      timeZone,
    }, { expireIn: MAIL_CODE_FOR });
    if (owner) return await warn(c, owner, now);
    await queueMail(c, user.id, {
      kind: "mail-code",
      to: address,
      values: { code: digits, path: `/settings/mail?code=${digits}` },
      at: now,
      goodFor: MAIL_CODE_FOR,
      language,
      timeZone,
    });
  });
}

/** Tells the owner of an address that somebody tried to take it as theirs. */
async function warn(c: Change, owner: string, now: number): Promise<void> {
  const known = await addressWithin(c, owner);
  const user = await c.peek(users, [owner]);
  if (!known || !user) return;
  await queueMail(c, owner, {
    kind: "mail-address-known",
    to: known.address,
    values: { username: user.username },
    at: now,
    goodFor: MAIL_TRIED_FOR,
    language: known.language,
    timeZone: known.timeZone,
  });
}
