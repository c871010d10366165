/** How much something is, as people write it. */

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size in the words of a language, in steps of 1,000: "3.6 MB". */
export function sizeText(bytes: number, language: string): string {
  let [value, at] = [bytes, 0];
  while (Math.round(value * 10) >= 10_000 && at < UNITS.length - 1) {
    value /= 1_000;
    at++;
  }
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[at]!,
    unitDisplay: at === 0 ? "long" : "short",
    maximumFractionDigits: value < 100 ? 1 : 0,
  }).format(value);
}
