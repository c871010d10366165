/** Days as people type them, as moments where they live. */

/** A day, a month or a year: its beginning, and the beginning of the next one. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const SHAPE = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/;

/** Reads `2026`, `2026-10` or `2026-10-01`; null for what is no date. */
export function parseSpan(text: string, timeZone: string): Span | null {
  const [, year, month, day] = (SHAPE.exec(text) ?? []).map(Number);
  if (year === undefined || year < 1000) return null;
  const [m, d] = [month || 1, day || 1];
  const date = new Date(Date.UTC(year, m - 1, d));
  if (month === 0 || day === 0) return null;
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  const next = day
    ? Date.UTC(year, m - 1, d + 1)
    : month
    ? Date.UTC(year, m, 1)
    : Date.UTC(year + 1, 0, 1);
  return {
    from: startIn(date.getTime(), timeZone),
    until: startIn(next, timeZone),
  };
}

/** The moment at which clocks of the zone show what UTC shows then. */
function startIn(utc: number, timeZone: string): number {
  // Twice: the first guess may lie on the other side of a change of clocks.
  const guess = utc - offsetAt(utc, timeZone);
  return utc - offsetAt(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      calendar: "gregory",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    if (formats.size > 500) formats.clear();
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) {
    part[type] = Number(value);
  }
  const { year, month, day, hour, minute, second } = part;
  const shown = Date.UTC(year!, month! - 1, day, hour, minute, second);
  return shown - Math.floor(at / 1_000) * 1_000;
}
