/**
 * The sessions of one browser. Each has a cookie of its own, so that renewing
 * one never touches another; one more cookie says which is in use and what the
 * accounts are called. It is there only while there is more than one.
 */
import {
  type CookieKind,
  cookieName,
  dropCookie,
  parseCookies,
  setCookie,
} from "@/lib/http/cookies.ts";

const kinds = [
  "session",
  "session2",
  "session3",
  "session4",
  "session5",
] as const satisfies readonly CookieKind[];

/** Accounts in one browser. Also what bounds its cookies. */
export const ACCOUNTS_AT_MOST = kinds.length;

/** The place of one account; both empty when it is free. */
export interface Slot {
  readonly token: string;
  /** The username, kept by the browser: it names an account whose session is over. */
  readonly name: string;
}

export const FREE: Slot = { token: "", name: "" };

/** All places of a browser. */
export interface Slots {
  readonly used: number;
  readonly all: readonly Slot[];
}

/** As long as the longest session. */
const KEPT_FOR = 90 * 24 * 60 * 60;
/** In no username, and sent as it is. */
const BETWEEN = "~";
const TOKEN = /^[a-z2-7]{32}$/;

/** The places as the request's cookies tell. Never throws. */
export function readSlots(req: Request): Slots {
  const cookies = parseCookies(req.headers.get("cookie"));
  const value = (kind: CookieKind) => cookies.get(cookieName(kind)) ?? "";
  const [used = "", ...names] = decode(value("accounts")).split(BETWEEN);
  const all = kinds.map((kind, i): Slot => {
    const token = value(kind);
    const name = (names[i] ?? "").slice(0, 64);
    return { token: TOKEN.test(token) ? token : "", name };
  });
  const first = Math.max(0, all.findIndex(({ token }) => token !== ""));
  return { used: /^[0-4]$/.test(used) ? Number(used) : first, all };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Is nobody there, and nobody remembered? */
export function isFree({ token, name }: Slot): boolean {
  return token === "" && name === "";
}

/** Is there more than one account? */
export function isShared({ all }: Slots): boolean {
  return all.filter((slot) => !isFree(slot)).length > 1;
}

/** The cookie of a place. */
export function slotCookie(at: number): CookieKind {
  return kinds[at]!;
}

/** Gives the browser what a place holds now. */
export function keepToken(
  headers: Headers,
  at: number,
  token: string,
  maxAge: number,
): void {
  setCookie(headers, slotCookie(at), token, { maxAge });
}

/** Gives the browser the places as they are now; new tokens it is given by `keepToken()`. */
export function keepSlots(headers: Headers, before: Slots, now: Slots): void {
  now.all.forEach(({ token }, i) => {
    if (before.all[i]?.token && !token) dropCookie(headers, slotCookie(i));
  });
  if (isShared(now)) {
    const names = now.all.map(({ name }) => name);
    setCookie(headers, "accounts", [now.used, ...names].join(BETWEEN), {
      maxAge: KEPT_FOR,
    });
  } else if (isShared(before)) dropCookie(headers, "accounts");
}

/** The places with another one in use, and some of them changed. */
export function withSlots(
  { all }: Slots,
  used: number,
  changes: ReadonlyMap<number, Slot> = new Map(),
): Slots {
  return { used, all: all.map((slot, i) => changes.get(i) ?? slot) };
}
