/** Mail addresses as people type them, and how we keep them. */

/** The longest address, and the longest part before the @ (RFC 5321). */
const MOST = { whole: 254, local: 64 } as const;

/** RFC 5322 dot-atoms. Quoted names and letters beyond ASCII do not pass every server. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an address: its domain in small ASCII letters, the part before it as
 * it was typed. Null: mail cannot be sent there, or what was typed is more than
 * one address. No result ever holds a line end, a blank, a comma or a bracket.
 */
export function parseAddress(text: string): string | null {
  const typed = text.trim();
  const at = typed.lastIndexOf("@");
  const local = typed.slice(0, at);
  if (at < 1 || local.length > MOST.local || !LOCAL.test(local)) return null;
  const domain = asciiDomain(typed.slice(at + 1));
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) {
    return null;
  }
  // A number at the end is the address of a machine.
  if (/^\d+$/.test(labels.at(-1)!)) return null;
  const address = `${local}@${domain}`;
  return address.length <= MOST.whole ? address : null;
}

/** Names of other scripts in their ASCII form; empty when it is none. */
function asciiDomain(typed: string): string {
  if (typed.length > MOST.whole || /[\s/\\?#@:%[\]]/.test(typed)) return "";
  const url = `http://${typed}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** What two spellings of one mailbox have in common: no provider we know tells capitals apart. */
export function sameMailbox(address: string): string {
  return address.toLowerCase();
}

/** Whom a mail is from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Reads `address` or `Name <address>`. */
export function parseSender(text: string, name: string): Sender | null {
  const parts = /^\s*"?([^"<>\p{Cc}]{1,80}?)"?\s*<([^<>]+)>\s*$/u.exec(text);
  const address = parseAddress(parts ? parts[2]! : text);
  if (address === null) return null;
  return { name: parts ? parts[1]!.trim() : name, address };
}
