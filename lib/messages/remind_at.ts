import { momentOf, wallClock } from "@/lib/i18n/wall_clock.ts";
import { parseDue } from "./schedule.ts";

/** Times that are one press away. */
export const REMIND_CHOICES = ["hour", "tomorrow", "week"] as const;

const DAY = 86_400_000;

/**
 * When somebody wants to be reminded: by a button, or by a date and time as
 * clocks of their zone show it. Undefined when they do not.
 * @throws Invalid at `remind_at`
 */
export function parseReminder(
  { choice, text }: { choice: string; text: string },
  timeZone: string,
): number | undefined {
  const now = Date.now();
  switch (choice) {
    case "hour":
      return now + 3_600_000;
    case "tomorrow":
      return morning(now + DAY, timeZone);
    case "week":
      return morning(now + 7 * DAY, timeZone);
    default:
      return text === "" ? undefined : parseDue(text, timeZone, "remind_at");
  }
}

/** Nine o'clock on that day. */
function morning(at: number, timeZone: string): number {
  return momentOf(`${wallClock(at, timeZone).slice(0, 10)}T09:00`, timeZone)!;
}
