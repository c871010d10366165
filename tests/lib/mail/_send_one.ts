/** A process of its own, so that it can be told whom to trust: sends one mail to a server that is not this machine. */
import { MailNotSent } from "@/lib/mail/mail_fault.ts";
import { parseMail, useMail } from "@/lib/mail/mail_settings.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";

const { mail } = parseMail({
  smtpUrl: Deno.args[0]!,
  from: null,
  origin: "https://chat.example.org",
});
useMail({ ...mail!, local: false });
try {
  await sendMail({
    id: "abc",
    to: "maya@example.org",
    at: Date.now(),
    subject: "Hello",
    text: "Hello\n",
    html: "<p>Hello</p>\n",
  });
  console.log("sent");
} catch (error) {
  console.log(error instanceof MailNotSent ? error.fault : "unknown");
}
