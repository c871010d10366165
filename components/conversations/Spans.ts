import type { Reader } from "@/lib/i18n/reader.ts";

/** A span of minutes in the largest unit that names it whole. */
export function sayMinutes(minutes: number, t: Reader["t"]): string {
  if (minutes % 1_440 === 0) {
    return t("retention.days", { count: minutes / 1_440 });
  }
  return minutes % 60 === 0
    ? t("retention.hours", { count: minutes / 60 })
    : t("retention.minutes", { count: minutes });
}
