/** How this server sends mail, if it does: read from `SMTP_URL` and `MAIL_FROM`. */
import { parseSender, type Sender } from "./address.ts";

/** The server that takes our mail, and whom it is from. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); else STARTTLS. */
  readonly secure: boolean;
  /** Is it this machine? Only then may there be no TLS, or a certificate nobody signed. */
  readonly local: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: Sender;
  /** The public address: every link in a mail begins with it, whatever a request said. */
  readonly origin: string;
}

const LOCAL = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|::1)$/;
const HOST = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/**
 * Reads the two settings; `wrong` has a sentence for what cannot be used.
 * Neither repeats the address, which may hold a password.
 */
export function parseMail(
  raw: { smtpUrl: string | null; from: string | null; origin: string | null },
): { mail: MailSettings | null; wrong: string[] } {
  const { smtpUrl, from, origin } = raw;
  const wrong: string[] = [];
  if (smtpUrl === null) {
    if (from !== null) wrong.push("MAIL_FROM needs SMTP_URL beside it.");
    return { mail: null, wrong };
  }
  const server = parseServer(smtpUrl);
  if (!server) {
    wrong.push(
      "SMTP_URL must look like smtp://user:password@mail.example.org:587, or smtps:// with TLS from the start; special characters in user and password as %40.",
    );
  }
  if (server && origin === null) {
    wrong.push(
      "SMTP_URL needs ORIGIN beside it: links in mails begin with the public address of this server.",
    );
  }
  const home = new URL(origin ?? "http://localhost").hostname;
  const ownName = !/^\[|\.\d+$/.test(home);
  const sender = from !== null
    ? parseSender(from, "Parley")
    : ownName
    ? { name: "Parley", address: `parley@${home}` }
    : null;
  if (!sender) {
    wrong.push(
      "MAIL_FROM must be an address like parley@example.org, or Parley <parley@example.org>.",
    );
  }
  const whole = server && sender && origin !== null;
  return { mail: whole ? { ...server, from: sender, origin } : null, wrong };
}

function parseServer(
  text: string,
): Omit<MailSettings, "from" | "origin"> | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  const rest = url.pathname.replace("/", "") + url.search + url.hash;
  if (!secure && url.protocol !== "smtp:" || rest !== "") return null;
  if (!HOST.test(url.hostname)) return null;
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (secure ? 465 : 587) : Number(url.port);
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    // They end up in lines of a protocol.
    if (/\p{Cc}/u.test(user + password)) return null;
    return { host, port, secure, local: LOCAL.test(host), user, password };
  } catch {
    return null;
  }
}

let current: MailSettings | null = null;

/** From now on mail goes out like this; null: none does. */
export function useMail(settings: MailSettings | null): void {
  current = settings;
}

/** How mail goes out; null when none does. */
export function theMail(): MailSettings | null {
  return current;
}
