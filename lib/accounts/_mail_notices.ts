import type { Change } from "@/lib/kv/change.ts";
import { theMail } from "@/lib/mail/mail_settings.ts";
import { users } from "./_keys.ts";
import type { NoticeKind } from "./_letters.ts";
import { mailAddresses, type StoredMailAddress } from "./_mail_keys.ts";
import { queueMail } from "./_queue_mail.ts";
import { MAIL_TRIED_FOR } from "./mail_model.ts";
import type { SecurityEvent } from "./model.ts";
import { openFor } from "./vault.ts";

/** Not told by mail: their owner did it a moment ago, or has the mail itself. */
const UNTOLD = ["sessions-ended", "reset-link-mailed"];
/** Told whatever the owner chose: whoever takes an account over begins with these. */
const ALWAYS = [
  "password-changed",
  "password-reset",
  "password-removed",
  "password-set",
  "provider-linked",
  "mail-address-set",
  "deletion-asked",
  "server-exported",
  "mail-address-removed",
];

/** The address a user has, opened, within the change that needs it. */
export async function addressWithin(
  c: Change,
  user: string,
): Promise<StoredMailAddress & { readonly address: string } | null> {
  // Not a check: a mail to an address that goes at this moment does no harm.
  const row = await c.peek(mailAddresses, [user]);
  const bytes = row && await openFor(user, "mail address", row.sealed, c);
  return row && bytes && { ...row, address: new TextDecoder().decode(bytes) };
}

/** Leaves a mail about an event behind, if its owner has an address and wants it. */
export async function mailNotice(
  c: Change,
  user: string,
  event: SecurityEvent,
): Promise<void> {
  const { kind, at, device, place } = event;
  if (!theMail() || UNTOLD.includes(kind)) return;
  const known = await addressWithin(c, user);
  if (!known || !known.notices && !ALWAYS.includes(kind)) return;
  // Not a check: a name that changes at this moment may be the old one.
  const owner = await c.peek(users, [user]);
  if (!owner) return;
  const { address, language, timeZone } = known;
  const path = "/settings/security";
  await queueMail(c, user, {
    kind: kind as NoticeKind,
    to: address,
    values: { username: owner.username, device, place, path },
    at,
    goodFor: MAIL_TRIED_FOR,
    language,
    timeZone,
  });
}
