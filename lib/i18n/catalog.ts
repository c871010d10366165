/**
 * The compiled catalogs, on the server: who reads in which language and zone.
 * The language comes from the account, a cookie or the browser's wish; the
 * zone of a stranger from the region, when it has only one.
 */
import { catalogs, type Language } from "phrases/mod.ts";
import type { Translate } from "@/lib/i18n/phrase.ts";
import { type Direction, makeReader, type Reader } from "@/lib/i18n/reader.ts";
import { todaysName } from "@/lib/i18n/time_zones.ts";

export type { Language } from "phrases/mod.ts";

/** The languages there are, English first. */
export const languages = Object.keys(catalogs) as Language[];

/** The language in its own words, for a choice of languages. */
export function nameOfLanguage(language: Language): string {
  const names = new Intl.DisplayNames(language, { type: "language" });
  return names.of(language) ?? language;
}

/** Is this one of our languages? */
export function isLanguage(code: unknown): code is Language {
  return typeof code === "string" && Object.hasOwn(catalogs, code);
}

const knownZones = new Set<string>();

/** Is this a time zone the platform knows? Asking it is slow, so a yes is remembered. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== "string" || !/^[A-Za-z0-9_+/-]{1,64}$/.test(name)) {
    return false;
  }
  if (knownZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    return false;
  }
  // Names in every mix of capitals are known too: no reason to keep them all.
  if (knownZones.size < 1_000) knownZones.add(name);
  return true;
}

const rightToLeft = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi"]);

/** Which way a language is written; the table is for platforms without `textInfo`. */
export function directionOf(language: string): Direction {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getTextInfo?: () => { direction?: Direction };
    textInfo?: { direction?: Direction };
  };
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction ??
    (rightToLeft.has(locale.language) ? "rtl" : "ltr");
}

const readers = new Map<string, Reader>();

/** The reader of a language and zone; the same object every time. */
export function readerFor(language: Language, timeZone: string): Reader {
  const name = `${language} ${timeZone}`;
  let reader = readers.get(name);
  if (!reader) {
    const catalog = catalogs[language];
    const t: Translate = (key, ...values) => catalog[key]!(values[0] ?? {});
    const direction = directionOf(language);
    reader = makeReader({ language, direction, timeZone }, t);
    // There are some 500 zones; whoever writes them at random gets no memory.
    if (readers.size > 1_000) readers.clear();
    readers.set(name, reader);
  }
  return reader;
}

/** The wishes of an `Accept-Language` header, dearest first. Never throws. */
export function wishes(acceptLanguage: string | null): Intl.Locale[] {
  const found: { locale: Intl.Locale; weight: number }[] = [];
  for (const part of (acceptLanguage ?? "").slice(0, 1_000).split(",")) {
    const [tag = "", ...parameters] = part.trim().split(";");
    const q = parameters.find((p) => p.trim().startsWith("q="));
    const weight = q === undefined ? 1 : Number(q.trim().slice(2));
    if (!(weight > 0 && weight <= 1)) continue;
    try {
      found.push({ locale: new Intl.Locale(tag.trim()), weight });
    } catch { /* a tag nobody understands is no wish */ }
  }
  return found.sort((a, b) => b.weight - a.weight).map((wish) => wish.locale);
}

/** The account's language, else the cookie's, else the browser's, else English. */
export function pickLanguage(
  acceptLanguage: string | null,
  cookie?: string | null,
  account?: string | null,
): Language {
  if (isLanguage(account)) return account;
  if (isLanguage(cookie)) return cookie;
  for (const locale of wishes(acceptLanguage)) {
    if (isLanguage(locale.language)) return locale.language;
  }
  return languages[0]!;
}

/** The zone of the first wish whose region has exactly one, else the server's own. */
export function guessTimeZone(
  acceptLanguage: string | null,
  fallback = serverTimeZone(),
): string {
  for (const locale of wishes(acceptLanguage)) {
    if (!locale.region) continue;
    const zones = (locale as Intl.Locale & {
      getTimeZones?: () => string[] | undefined;
    }).getTimeZones?.();
    return zones?.length === 1 && zones[0] ? zones[0] : fallback;
  }
  return fallback;
}

/** The account's zone, else the cookie's, else the most likely one. */
export function pickTimeZone(
  acceptLanguage: string | null,
  cookie?: string | null,
  account?: string | null,
): string {
  if (isTimeZone(account)) return todaysName(account);
  if (isTimeZone(cookie)) return todaysName(cookie);
  return todaysName(guessTimeZone(acceptLanguage));
}

/** The zone this machine lives in. */
export function serverTimeZone(): string {
  // Asking costs a twentieth of a millisecond, and every request asks.
  return zoneHere ??= new Intl.DateTimeFormat().resolvedOptions().timeZone ||
    "UTC";
}

let zoneHere: string | undefined;
