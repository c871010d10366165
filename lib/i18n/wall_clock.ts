/** Between what a clock on a wall shows and the moment it means, in a time zone. */

const made = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = made.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    if (made.size > 600) made.clear();
    made.set(timeZone, format);
  }
  return format;
}

/** What clocks of this zone show then, as date fields of a form hold it: `2026-11-24T17:30`. */
export function wallClock(at: number, timeZone: string): string {
  return formatFor(timeZone).format(at).replace(" ", "T");
}

/**
 * The moment at which clocks of this zone show this; null for what is no time.
 * Of an hour that comes twice the first is meant; one that a change of clocks
 * leaves out is moved on by as much.
 */
export function momentOf(text: string, timeZone: string): number | null {
  const wall = text.trim().replace(/[ t]/, "T");
  if (!/^20\d\d-\d\d-\d\dT\d\d:\d\d(:00)?$/.test(wall)) return null;
  const meant = Date.parse(`${wall.slice(0, 16)}Z`);
  // 31 February and 24:61 are no times, or are written as another one.
  if (Number.isNaN(meant)) return null;
  if (new Date(meant).toISOString().slice(0, 16) !== wall.slice(0, 16)) {
    return null;
  }
  const off = (at: number) => Date.parse(`${wallClock(at, timeZone)}Z`) - at;
  const day = 86_400_000;
  // The offsets before and after; where they differ, the earlier moment that fits.
  const found = [off(meant - day), off(meant + day)].map((ms) => meant - ms)
    .sort((a, b) => a - b);
  const fits = found.filter((at) =>
    wallClock(at, timeZone) === wall.slice(0, 16)
  );
  return fits[0] ?? found[1]!;
}
