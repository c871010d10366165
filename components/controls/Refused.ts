/** Why a form comes back, in the reader's words. */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** What comes back with a form that was refused. */
export interface Refused {
  /** Sentences by field. */
  readonly errors?: Readonly<Record<string, string>>;
  /** A complaint about the whole, when it belongs to no field. */
  readonly sentence?: string;
}

/** Says a refusal; nothing was refused, nothing is said. */
export function refusedOf(
  reader: Reader,
  refusal: {
    readonly sentence: Phrase;
    readonly fields: Readonly<Record<string, Phrase>>;
  } | null,
): Refused {
  if (!refusal) return {};
  const fields = Object.entries(refusal.fields);
  if (fields.length === 0) return { sentence: reader.say(refusal.sentence) };
  return {
    errors: Object.fromEntries(
      fields.map(([name, phrase]) => [name, reader.say(phrase)]),
    ),
  };
}
