/** Sends a mail while its sender waits, to find out whether mail goes out. */
import { Conflict, Forbidden, Invalid } from "@/lib/errors.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import { parseAddress } from "@/lib/mail/address.ts";
import { type MailFault, notSent } from "@/lib/mail/mail_fault.ts";
import { theMail } from "@/lib/mail/mail_settings.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { writeMail } from "@/lib/mail/write_mail.ts";
import { randomText } from "./_tokens.ts";
import { mayAdminister, type User } from "./model.ts";

/**
 * What the mail server said, and what is wrong if it did not take the mail.
 * @throws Forbidden, Conflict when no mail is sent here, Invalid at `address`
 */
export async function sendTestMail(
  asker: User,
  text: string,
  reader: Reader,
  now = Date.now(),
): Promise<{ fault?: MailFault; answer: string }> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const settings = theMail();
  if (!settings) throw new Conflict({ key: "settings.mail.off" });
  const to = parseAddress(text);
  if (!to) throw new Invalid({ address: { key: "settings.mail.problem" } });
  const { t } = reader;
  const { host } = new URL(settings.origin);
  const written = writeMail(reader, {
    subject: t("mail.test.subject", { host }),
    lines: [t("mail.test.lead", { host })],
    foot: [t("mail.test.foot", { host })],
  });
  try {
    const id = randomText(128);
    return { answer: await sendMail({ id, to, at: now, ...written }) };
  } catch (error) {
    const why = notSent(error);
    return { fault: why.fault, answer: why.answer() };
  }
}
