/** Mail addresses of accounts, and what is written to them. */

/** How long a code that proves an address is good. */
export const MAIL_CODE_FOR = 15 * 60_000;
/** Digits of such a code. */
export const MAIL_CODE_DIGITS = 8;
/** A mail nobody waits for is tried this long. */
export const MAIL_TRIED_FOR = 86_400_000;

/** An address its owner has proved to read. */
export interface MailAddress {
  readonly address: string;
  readonly since: number;
  /** Is everything that happens to the account told there, or only the gravest? */
  readonly notices: boolean;
}

/** An address that waits for its code. */
export interface MailAddressSetup {
  readonly address: string;
  readonly until: number;
}
