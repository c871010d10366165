/** Who is here, who wants quiet, and until when: rules that need no store. */

/** For how long a status or a wish for quiet can be set: minutes, the day, or without end. */
export const SPANS = ["30", "60", "240", "today", "none"] as const;
export type Span = typeof SPANS[number];

const MINUTE = 60_000;
const DAY = 1_440;

/** Minutes since midnight at this moment in this zone. */
function minuteOf(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}

/** When the clock of this zone next shows these minutes since midnight. */
export function nextAt(minute: number, now: number, timeZone: string): number {
  const ahead = (minute - minuteOf(now, timeZone) + DAY) % DAY || DAY;
  const at = now - now % MINUTE + ahead * MINUTE;
  // A night in which clocks change is longer or shorter.
  const off = (minute - minuteOf(at, timeZone) + DAY) % DAY;
  return at + (off > DAY / 2 ? off - DAY : off) * MINUTE;
}

/** The moment such a span ends; null: never by itself. */
export function endOf(
  span: Span,
  now: number,
  timeZone: string,
): number | null {
  if (span === "none") return null;
  if (span === "today") return nextAt(0, now, timeZone);
  return now + Number(span) * MINUTE;
}

/** When somebody does not want to be disturbed. */
export interface Quiet {
  /** Until this moment; null: not set for a time. */
  readonly until: number | null;
  /** Every day between these minutes since midnight; past midnight when `to` is the smaller. */
  readonly daily: { readonly from: number; readonly to: number } | null;
  /** Where the person's midnight is. */
  readonly timeZone: string;
}

/** Until when this person is not to be disturbed; null: they may be, now. */
export function quietUntil(quiet: Quiet | null, now: number): number | null {
  if (!quiet) return null;
  const { daily, until, timeZone } = quiet;
  let end = until !== null && now < until ? until : null;
  if (daily && daily.from !== daily.to) {
    const minute = minuteOf(now, timeZone);
    const within = daily.from < daily.to
      ? minute >= daily.from && minute < daily.to
      : minute >= daily.from || minute < daily.to;
    if (within) end = Math.max(end ?? 0, nextAt(daily.to, now, timeZone));
  }
  return end;
}

/** Is somebody here? */
export type Presence = "online" | "away" | "offline";

/** How somebody is to be found, as one viewer may know it. */
export interface SeenPresence {
  readonly state: Presence;
  /** Not to be disturbed until then. */
  readonly quietUntil: number | null;
  /** When they were last here; null: unknown or not told. */
  readonly lastSeen: number | null;
}

/** What a dot on a face shows. */
export type Dot = "online" | "away" | "quiet";

/** The dot for somebody; none when they are not here. */
export function dotOf(
  { state, quietUntil }: Pick<SeenPresence, "state" | "quietUntil">,
): Dot | undefined {
  if (state === "offline") return undefined;
  return quietUntil === null ? state : "quiet";
}
