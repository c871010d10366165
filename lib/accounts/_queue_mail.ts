import { later } from "@/lib/jobs/later.ts";
import type { Job } from "@/lib/jobs/later.ts";
import type { Change } from "@/lib/kv/change.ts";
import type { LetterKind, LetterValues } from "./_letters.ts";
import { mails, type Wording } from "./_mail_keys.ts";
import { randomText } from "./_tokens.ts";
import { sealFor } from "./vault.ts";

/** A mail is to be sent. What it says is not in the job: that may be kept when it fails. */
export interface MailDue extends Job {
  readonly kind: "send-mail";
  readonly user: string;
  readonly mail: string;
}

/** The row of a mail goes by itself some time after it was given up. */
const KEPT_LONGER = 5 * 60_000;

/** What is sealed with a mail. */
export interface Sealed {
  readonly to: string;
  readonly values: LetterValues;
}

/** Purpose in the vault: a mail's bytes open as that mail only. */
export function purposeOf(mail: string): string {
  return `mail ${mail}`;
}

/** Leaves a mail to somebody behind, in the change that is its cause. */
export async function queueMail(
  c: Change,
  user: string,
  mail: Wording & Sealed & {
    readonly kind: LetterKind;
    readonly at: number;
    /** How long it is of use, in milliseconds. */
    readonly goodFor: number;
  },
): Promise<void> {
  const { kind, at, goodFor, to, values, language, timeZone } = mail;
  const id = randomText(128);
  const bytes = new TextEncoder().encode(JSON.stringify({ to, values }));
  const sealed = await sealFor(c, user, purposeOf(id), bytes);
  const until = at + goodFor;
  c.put(mails, [user, id], { kind, at, until, language, timeZone, sealed }, {
    expireIn: goodFor + KEPT_LONGER,
  });
  later<MailDue>(c, { kind: "send-mail", user, mail: id }, { until });
}
