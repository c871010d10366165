/**
 * Cookies. Behind https they carry the `__Host-` prefix and `Secure`, so that
 * no neighbouring site can plant one; on plain http the same without both.
 */
import { theSettings } from "@/lib/http/settings.ts";

/** The cookies there are. */
export const cookieNames = {
  session: "parley",
  session2: "parley_2",
  session3: "parley_3",
  session4: "parley_4",
  session5: "parley_5",
  accounts: "parley_accounts",
  secondStep: "parley_second_step",
  provider: "parley_provider",
  form: "parley_form",
  language: "parley_language",
  timeZone: "parley_zone",
  theme: "parley_theme",
  keys: "parley_keys",
} as const;

/** The meaning of a cookie. */
export type CookieKind = keyof typeof cookieNames;

const year = 365 * 24 * 60 * 60;

/** The whole name as the browser sees it. */
export function cookieName(
  kind: CookieKind,
  secure = theSettings().secure,
): string {
  return (secure ? "__Host-" : "") + cookieNames[kind];
}

/** All cookies of a `Cookie` header; the first of a name counts. Never throws. */
export function parseCookies(header: string | null): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of (header ?? "").slice(0, 8_192).split(";")) {
    const at = pair.indexOf("=");
    if (at < 1) continue;
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim().replace(/^"(.*)"$/, "$1");
    if (name !== "" && !found.has(name)) found.set(name, value);
  }
  return found;
}

/** One of our cookies, or null. */
export function readCookie(req: Request, kind: CookieKind): string | null {
  const value = parseCookies(req.headers.get("cookie")).get(cookieName(kind));
  return value === undefined || value === "" ? null : decode(value);
}

/** The time zone that our script found in the browser; a cookie of the page's own. */
export function readBrowserZone(req: Request): string | null {
  const value = parseCookies(req.headers.get("cookie")).get("tz");
  return value === undefined ? null : decode(value);
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/**
 * The line that sets a cookie. `maxAge` in seconds; without it the cookie ends
 * with the browser's session, with 0 it ends at once.
 */
export function cookieLine(
  kind: CookieKind,
  value: string,
  options: { maxAge?: number } = {},
): string {
  const { secure } = theSettings();
  return [
    `${cookieName(kind, secure)}=${encodeURIComponent(value)}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    ...secure ? ["Secure"] : [],
    ...options.maxAge === undefined ? [] : [`Max-Age=${options.maxAge}`],
  ].join("; ");
}

/** Adds a cookie to a response's headers. */
export function setCookie(
  headers: Headers,
  kind: CookieKind,
  value: string,
  options: { maxAge?: number } = {},
): void {
  headers.append("set-cookie", cookieLine(kind, value, options));
}

/** Makes the browser forget a cookie. */
export function dropCookie(headers: Headers, kind: CookieKind): void {
  setCookie(headers, kind, "", { maxAge: 0 });
}

/** Keeps a choice of somebody not signed in (language, zone, theme) for a year. */
export function setPreference(
  headers: Headers,
  kind: "language" | "timeZone" | "theme" | "keys",
  value: string,
): void {
  setCookie(headers, kind, value, { maxAge: year });
}
