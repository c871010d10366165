/** How long what is said is kept. */

/** The longest rule, in days: ten years. */
export const RETENTION_MOST = 3_650;

/**
 * The rule in force: the shorter of what the owner chose and what the server
 * allows; null where everything stays.
 */
export function daysKept(
  own: number | undefined,
  server: number | null | undefined,
): number | null {
  const days = Math.min(own ?? Infinity, server ?? Infinity);
  return days === Infinity ? null : days;
}

/** Does a change of rule take away what would have stayed? Then it is asked once more. */
export function isStricter(to: number | null, from: number | null): boolean {
  return to !== null && (from === null || to < from);
}

/** The next time it is this hour of the day here, in the zone of the server. */
export function nextNight(now: number, hour: number): number {
  const night = new Date(now);
  night.setHours(hour, 0, 0, 0);
  if (night.getTime() <= now) {
    night.setDate(night.getDate() + 1);
    night.setHours(hour, 0, 0, 0);
  }
  return night.getTime();
}
