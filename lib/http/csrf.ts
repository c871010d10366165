/**
 * Is a form ours? Browsers of today say where a request comes from; that
 * settles it for forms without a token. Browsers that say nothing, or `null` as
 * ours must under `Referrer-Policy: no-referrer`, prove it with the token of
 * the form, which only a page of this very session could have shown them. A
 * token of another session is refused whatever the browser says: it comes from
 * a page of another account, and must do nothing as this one.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { Forbidden } from "@/lib/errors.ts";
import { cookieLine, readCookie } from "@/lib/http/cookies.ts";
import { readFirstTexts } from "@/lib/http/forms.ts";
import type { Settings } from "@/lib/http/settings.ts";

/** The name of the hidden field every form has. */
export const tokenField = "csrf";

const BYTES = "application/offset+octet-stream";
const safeMethods = ["GET", "HEAD", "OPTIONS"];
const nonceLength = 12;
const macLength = 32;

/**
 * Synchronous: every request makes a token, and WebCrypto hands so few bytes
 * to another thread, which costs twenty times what signing them does.
 */
function macOf(secret: string, who: string, nonce: Uint8Array): Uint8Array {
  return createHmac("sha256", `form token\n${secret}`)
    .update(signed(who, nonce)).digest();
}

function signed(who: string, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(who);
  const bytes = new Uint8Array(nonce.length + name.length);
  bytes.set(nonce);
  bytes.set(name, nonce.length);
  return bytes;
}

/**
 * A token for the forms of a session, or of somebody not signed in. It differs
 * every time, so that its letters cannot be guessed from compressed lengths.
 */
export function formToken(secret: string, who: string): string {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const mac = macOf(secret, who, nonce);
  const token = new Uint8Array(nonceLength + macLength);
  token.set(nonce);
  token.set(mac, nonceLength);
  return token.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Was this token made for this session? Compared in constant time. Never throws. */
export function isFormToken(
  secret: string,
  who: string,
  token: string,
): boolean {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.fromBase64(token, { alphabet: "base64url" });
  } catch {
    return false;
  }
  if (bytes.length !== nonceLength + macLength) return false;
  const nonce = bytes.slice(0, nonceLength);
  const mac = bytes.slice(nonceLength);
  return timingSafeEqual(mac, macOf(secret, who, nonce));
}

/** The address under which the sender reached us. */
export function ownOrigin(req: Request, settings: Settings): string {
  return settings.originGiven ? settings.origin : new URL(req.url).origin;
}

/** Does this request only ask? */
export function isSafe(req: Request): boolean {
  return safeMethods.includes(req.method);
}

/** What the headers say: it is ours, it is not, or nothing. */
function testimony(req: Request, settings: Settings): boolean | null {
  const site = req.headers.get("sec-fetch-site");
  const origin = req.headers.get("origin");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const named = origin !== null && origin !== "null";
  if (named && origin !== ownOrigin(req, settings)) return false;
  return site !== null && named ? true : null;
}

/** Who must have been shown the token, and how to tell. */
export interface CsrfQuestion {
  readonly settings: Settings;
  /** The session's id, or what `anonymousOf()` found. */
  readonly who: string;
  /** Is somebody signed in? Then a token that is sent must be of their session. */
  readonly signedIn: boolean;
}

/**
 * Throws `Forbidden` unless an unsafe request is ours. For requests with our
 * cookies only; programs with a bearer token are not asked.
 */
export async function checkCsrf(
  req: Request,
  { settings, who, signedIn }: CsrfQuestion,
): Promise<void> {
  if (isSafe(req)) return;
  const says = testimony(req, settings);
  const refusal = new Forbidden({ key: "error.csrf" });
  if (says === false) throw refusal;
  // Whoever is not signed in acts as nobody: the route asks them to sign in.
  if (says === true && !signedIn) return;
  // A damaged form is the route's to speak of, unless the token must be in it.
  const token = await sentToken(req).catch((error) => {
    if (says === true) return "";
    throw error;
  });
  if (says === true && token === "") return;
  if (!isFormToken(settings.secret, who, token)) throw refusal;
}

/** The form token a request carries, or nothing. */
export async function sentToken(req: Request): Promise<string> {
  const header = req.headers.get("x-csrf");
  // Bytes of a file, which no form can send, have no token in them.
  if (req.headers.get("content-type") === BYTES) return header ?? "";
  return header ?? (await readFirstTexts(req)).text(tokenField);
}

/** Did a browser say itself that the request comes from elsewhere? Then nothing is offered to be sent again. */
export function isForeign(req: Request, settings: Settings): boolean {
  return testimony(req, settings) === false;
}

/** Somebody not signed in, known by a random cookie: `line` sets it when it is new. */
export interface Anonymous {
  readonly who: string;
  readonly line: string | null;
}

/** The name under which somebody not signed in gets form tokens. */
export function anonymousOf(req: Request): Anonymous {
  const known = readCookie(req, "form");
  if (known && /^[0-9a-f]{32}$/.test(known)) {
    return { who: `anonymous ${known}`, line: null };
  }
  const made = crypto.getRandomValues(new Uint8Array(16)).toHex();
  return { who: `anonymous ${made}`, line: cookieLine("form", made) };
}
