/** Sends the mails that deeds have left behind. */
import { readerFor } from "@/lib/i18n/catalog.ts";
import { isLanguage, isTimeZone, languages } from "@/lib/i18n/catalog.ts";
import { GiveUp } from "@/lib/jobs/on_job.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { notSent } from "@/lib/mail/mail_fault.ts";
import { theMail } from "@/lib/mail/mail_settings.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { writeMail } from "@/lib/mail/write_mail.ts";
import { letterOf } from "./_letters.ts";
import { mails } from "./_mail_keys.ts";
import { type MailDue, purposeOf, type Sealed } from "./_queue_mail.ts";
import { findUser } from "./find.ts";
import { openFor } from "./vault.ts";

/** How many are sent at a time: a server that hangs must not hold up all other work. */
export const MAILS_AT_ONCE = 3;

/**
 * Sends one mail, and forgets what it said. Twice when the process dies between
 * the two; both copies then have the same Message-ID.
 */
export async function deliverMail(
  { user, mail: id }: MailDue,
  signal: AbortSignal,
): Promise<void> {
  const row = await read(mails, [user, id]);
  const owner = row && await findUser(user);
  const bytes = row && await openFor(user, purposeOf(id), row.sealed);
  const settings = theMail();
  // Too late to be of use, or its user is gone, and with them the key to it.
  if (!row || !owner || !bytes || !settings || Date.now() > row.until) {
    return await forget(user, id);
  }
  const { to, values } = JSON.parse(new TextDecoder().decode(bytes)) as Sealed;
  const language = owner.language ?? row.language;
  const zone = owner.timeZone ?? row.timeZone;
  const reader = readerFor(
    isLanguage(language) ? language : languages[0]!,
    isTimeZone(zone) ? zone : "UTC",
  );
  const { kind, at } = row;
  const letter = letterOf(kind, at, values, reader, settings.origin);
  try {
    await sendMail({ id, to, at, ...writeMail(reader, letter) }, signal);
  } catch (error) {
    const why = notSent(error);
    if (!why.forGood) throw why;
    await forget(user, id);
    throw new GiveUp(why.message);
  }
  await forget(user, id);
}

function forget(user: string, mail: string): Promise<void> {
  return change((c) => c.drop(mails, [user, mail]));
}
