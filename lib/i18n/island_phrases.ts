/**
 * The phrases of an island: only what it names, prepared on the server, so
 * that no catalog is ever bundled for a browser.
 */
import { catalogs, type Language } from "phrases/mod.ts";
import { NumberStandIn } from "@/lib/i18n/phrase_runtime.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";
import type { Reader, ReaderProps } from "@/lib/i18n/reader.ts";

/**
 * The phrases an island needs, as plain text with `{name}` places. Plural
 * forms that differ travel beside it as `key#name:few` and `key#name=0`.
 */
export function phrasesFor(
  reader: Reader,
  keys: readonly PhraseKey[],
): Record<string, string> {
  const language = reader.language as Language;
  const forms = new Intl.PluralRules(language).resolvedOptions()
    .pluralCategories;
  const prepared: Record<string, string> = {};
  for (const key of keys) {
    const say = catalogs[language][key]!;
    const other = sample(say, "other");
    prepared[key] = other.text;
    if (other.plurals.length === 0) continue;
    if (other.plurals.length > 1) {
      throw new Error(`"${key}" has two plurals: an island cannot say it`);
    }
    const place = `${key}#${other.plurals[0]}`;
    for (const form of forms) {
      const { text } = sample(say, form);
      if (text !== other.text) prepared[`${place}:${form}`] = text;
    }
    for (const exact of ["0", "1", "2"]) {
      const { text } = sample(say, exact);
      if (text !== other.text) prepared[`${place}=${exact}`] = text;
    }
  }
  return prepared;
}

/** The phrase with every place standing for itself, in one plural form. */
function sample(
  say: (values: Record<string, unknown>) => string,
  form: string,
): { text: string; plurals: string[] } {
  const places = new Map<string, NumberStandIn>();
  const values = new Proxy({}, {
    get(_, name) {
      const place = places.get(String(name)) ??
        new NumberStandIn(String(name), form);
      places.set(String(name), place);
      return place;
    },
  });
  const text = say(values);
  const plurals = [...places.values()].filter((place) => place.chosen);
  return { text, plurals: plurals.map((place) => place.name) };
}

/** The reader and the phrases an island names, as its plain `reader` prop. */
export function readerProps(
  reader: Reader,
  keys: readonly PhraseKey[],
): ReaderProps {
  const { language, direction, timeZone } = reader;
  return { language, direction, timeZone, phrases: phrasesFor(reader, keys) };
}
