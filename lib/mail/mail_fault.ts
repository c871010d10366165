/** Why a mail did not go out, by what can be done about it. */

/** `refused` is the server's no to the text or to the one it is for. */
export type MailFault =
  | "unreachable"
  | "slow"
  | "tls"
  | "sign-in"
  | "sender"
  | "refused"
  | "broken";

/**
 * A mail that did not go out. The message holds no address and no text, because
 * it is kept and logged; what the server answered may, and is kept apart.
 */
export class MailNotSent extends Error {
  readonly #answer: string;

  constructor(
    readonly fault: MailFault,
    /** Would the same mail be refused again? */
    readonly forGood: boolean,
    /** The server's status, 0 without one. */
    readonly status: number,
    answer: string,
  ) {
    super(
      `Mail not sent: ${fault}${
        status ? `, the server answered ${status}` : ""
      }`,
    );
    this.name = "MailNotSent";
    this.#answer = answer;
  }

  /** The server's own words, or those of whatever failed before it had any. */
  answer(): string {
    return this.#answer;
  }
}

/** What the package throws, as far as it says what went wrong. */
interface Thrown {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

/** The same for whatever was thrown while sending. */
export function notSent(error: unknown): MailNotSent {
  if (error instanceof MailNotSent) return error;
  const thrown = error as Thrown;
  const status = thrown.responseCode ?? 0;
  const answer = oneLine(thrown.response || thrown.message || String(error));
  const fault = faultOf(thrown, status);
  const forGood = fault === "refused" && status >= 500;
  return new MailNotSent(fault, forGood, status, answer);
}

function faultOf(
  { code, command = "", message = "" }: Thrown,
  status: number,
): MailFault {
  if (command.startsWith("AUTH") || code === "EAUTH") return "sign-in";
  if (
    command === "STARTTLS" || code === "ETLS" ||
    /certificate|handshake|\bTLS\b|\bSSL\b/i.test(message) && status === 0
  ) return "tls";
  if (command === "MAIL FROM") return "sender";
  if (status >= 400) return "refused";
  if (code === "ETIMEDOUT") return "slow";
  if (command === "CONN" || code === "ECONNREFUSED") return "unreachable";
  return "broken";
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim().slice(0, 500);
}
