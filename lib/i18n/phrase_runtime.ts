/**
 * What compiled catalogs call: plural and select choices and numbers inside a
 * sentence, by the platform's own `Intl`. Browser safe, no evaluation of text.
 */

/** A plural rule: the category of a number. */
export type PluralRule = (value: number, ordinal: boolean) => string;

/**
 * Stands in for a number while a phrase is prepared for the browser: it
 * chooses one plural form and prints as its own placeholder.
 */
export class NumberStandIn {
  chosen = false;
  constructor(readonly name: string, readonly form: string) {}
  toString(): string {
    return `{${this.name}}`;
  }
}

const numbers = new Map<string, Intl.NumberFormat>();

/** The number as the language writes it. */
export function number(
  language: string,
  value: number | NumberStandIn,
  offset = 0,
): string {
  if (value instanceof NumberStandIn) return String(value);
  let format = numbers.get(language);
  if (!format) {
    numbers.set(language, format = new Intl.NumberFormat(language));
  }
  return format.format(value - offset);
}

/** The plural rule of a language. */
export function pluralsOf(language: string): PluralRule {
  const cardinal = new Intl.PluralRules(language);
  const ordinal = new Intl.PluralRules(language, { type: "ordinal" });
  return (value, isOrdinal) => (isOrdinal ? ordinal : cardinal).select(value);
}

/** Chooses the plural form: an exact number first, then its category. */
export function plural(
  value: number | NumberStandIn,
  offset: number,
  rule: PluralRule,
  forms: Record<string, string>,
  ordinal?: number,
): string {
  let form: string;
  if (value instanceof NumberStandIn) {
    value.chosen = true;
    form = value.form;
  } else {
    const exact = forms[String(value)];
    if (exact !== undefined) return exact;
    form = rule(Number(value) - offset, ordinal === 1);
  }
  return forms[form] ?? forms.other ?? "";
}

/** Chooses by word. */
export function select(value: unknown, forms: Record<string, string>): string {
  const word = String(value);
  return (Object.hasOwn(forms, word) ? forms[word] : forms.other) ?? "";
}
