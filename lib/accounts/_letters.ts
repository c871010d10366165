/** What each mail of an account says. */
import type { Reader } from "@/lib/i18n/reader.ts";
import type { Letter } from "@/lib/mail/write_mail.ts";
import { MAIL_CODE_FOR } from "./mail_model.ts";
import type { SecurityEventKind } from "./model.ts";

/** Events that are told by mail; of the others their owner knows already. */
export type NoticeKind = Exclude<
  SecurityEventKind,
  "sessions-ended" | "reset-link-mailed"
>;

/** The kinds there are. */
export type LetterKind =
  | NoticeKind
  | "mail-code"
  | "mail-address-known"
  | "reset-link";

/** What a mail says besides its kind. */
export interface LetterValues {
  readonly username?: string;
  readonly code?: string;
  /** A path of ours; it is put behind `ORIGIN` and nothing else. */
  readonly path?: string;
  readonly device?: string;
  readonly place?: string;
}

/** Words of one mail. `origin` begins every link. */
export function letterOf(
  kind: LetterKind,
  at: number,
  values: LetterValues,
  { t, full }: Reader,
  origin: string,
): Letter {
  const host = new URL(origin).host;
  const { username = "", code = "", path = "/", device, place } = values;
  const url = `${origin}${path}`;
  switch (kind) {
    case "mail-code":
      // Goes to somebody who may have nothing to do with us: not a word in it
      // that another person chose.
      return {
        subject: t("mail.code.subject", { host }),
        lines: [
          t("mail.code.lead"),
          t("mail.code.until", { minutes: MAIL_CODE_FOR / 60_000 }),
        ],
        code,
        link: { url, words: t("mail.code.link") },
        foot: [t("mail.code.foot", { host })],
      };
    case "mail-address-known":
      return {
        subject: t("mail.known.subject", { host }),
        lines: [t("mail.known.lead", { host, username })],
        foot: [t("mail.foot", { host, username })],
      };
    case "reset-link":
      return {
        subject: t("mail.reset.subject", { host }),
        lines: [t("mail.reset.lead", { host, username })],
        link: { url, words: t("mail.reset.link") },
        foot: [t("mail.reset.foot"), t("mail.foot", { host, username })],
      };
  }
  const told = t(`settings.events.${kind.replaceAll("-", "_") as NoticeKey}`);
  const where = [device, place].filter((fact) => fact).join(" · ");
  return {
    subject: t("mail.notice.subject", { host, what: told }),
    lines: [
      t("mail.notice.lead", { host, username }),
      told,
      [full(at), where].filter((fact) => fact).join(" · "),
      t("mail.notice.yours"),
    ],
    link: { url, words: t("mail.notice.link") },
    foot: [t("mail.foot", { host, username })],
  };
}

type Underscored<T extends string> = T extends `${infer A}-${infer B}`
  ? `${A}_${Underscored<B>}`
  : T;
type NoticeKey = Underscored<NoticeKind>;
