/**
 * Time zones by the names they have today. The platform lists some places by
 * the names of the year they were added; it understands both.
 */
const today: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const zones: ReadonlySet<string> = new Set(
  [...Intl.supportedValuesOf("timeZone"), "UTC"].map(todaysName).sort(),
);

/** The name a zone has today; another name is its own. */
export function todaysName(zone: string): string {
  return Object.hasOwn(today, zone) ? today[zone]! : zone;
}

/** Every time zone one can choose, by name. */
export function listTimeZones(): string[] {
  return [...zones];
}

/** The zone somebody chose, by an old name or today's; null if there is none. */
export function parseTimeZone(text: string): string | null {
  const zone = todaysName(text);
  return zones.has(zone) ? zone : null;
}
