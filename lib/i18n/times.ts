/**
 * Clock, day and number words of one language and time zone. Every format is
 * made once, because making one costs a thousand times what using it costs.
 */

/** An instant in milliseconds since 1970. */
type Instant = number;

/** What a reader needs to say when and how many. */
export interface Times {
  /** Short clock: `3:04 PM`. */
  time(at: Instant): string;
  /** Today, Yesterday, a weekday within the last week, else the date. */
  day(at: Instant, now?: Instant): string;
  /** Date and clock in full, for titles. */
  full(at: Instant): string;
  /** For machines, to the second: `2026-11-24T17:02:06Z`. */
  iso(at: Instant): string;
  /** How long ago: `5 minutes ago`, `yesterday`. */
  relative(at: Instant, now?: Instant): string;
  /** Clock if today, day if not: for lists. */
  brief(at: Instant, now?: Instant): string;
  /** Do both lie on one day in this zone? */
  sameDay(a: Instant, b: Instant): boolean;
  number(n: number): string;
  /** `Ana, Ben and Cleo`. */
  list(names: readonly string[]): string;
}

const quarter = 15 * 60_000;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** Zones that one process has met; more than there are. */
const MOST_KNOWN = 2_000;
const known = new Map<string, Times>();

/** The words of one language in one zone; made once. */
export function timesFor(language: string, timeZone: string): Times {
  const key = `${language} ${timeZone}`;
  const there = known.get(key);
  if (there) return there;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = makeTimes(language, timeZone);
  known.set(key, made);
  return made;
}

function makeTimes(language: string, timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  const clock = format({ hour: "numeric", minute: "2-digit" });
  const weekday = format({ weekday: "long" });
  const date = format({ day: "numeric", month: "long" });
  const dateAndYear = format({
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const full = format({ dateStyle: "full", timeStyle: "short" });
  const civil = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const numbers = new Intl.NumberFormat(language);
  const lists = new Intl.ListFormat(language, { type: "conjunction" });

  // Zones are whole quarters of an hour apart, so a quarter lies on one day.
  const days = new Map<number, number>();
  /** Days since 1970 in this zone. */
  function dayNumber(at: Instant): number {
    const part = Math.floor(at / quarter);
    let day = days.get(part);
    if (day === undefined) {
      if (days.size > 4_096) days.clear();
      day = Math.round(
        Date.parse(`${civil.format(at)}T00:00:00Z`) / 86_400_000,
      );
      days.set(part, day);
    }
    return day;
  }

  function day(at: Instant, now = Date.now()): string {
    const distance = dayNumber(now) - dayNumber(at);
    if (distance === 0 || distance === 1) {
      const word = ago.format(-distance, "day");
      return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
    }
    if (distance > 1 && distance < 7) return weekday.format(at);
    const sameYear = civil.format(at).slice(0, 4) ===
      civil.format(now).slice(0, 4);
    return (sameYear ? date : dateAndYear).format(at);
  }

  const time = (at: Instant) => clock.format(at);
  return {
    time,
    day,
    full: (at) => full.format(at),
    relative(at, now = Date.now()) {
      const distance = at - now;
      for (const [unit, length] of steps) {
        if (Math.abs(distance) >= length) {
          return ago.format(Math.trunc(distance / length), unit);
        }
      }
      return ago.format(0, "second");
    },
    iso: (at) => new Date(at).toISOString().replace(/\.\d+/, ""),
    brief: (at, now = Date.now()) =>
      dayNumber(at) === dayNumber(now) ? time(at) : day(at, now),
    sameDay: (a, b) => dayNumber(a) === dayNumber(b),
    number: (n) => numbers.format(n),
    list: (names) => lists.format(names),
  };
}
