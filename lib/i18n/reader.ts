/**
 * The reader of a page: language, direction, zone, and the words said to them.
 * Browser safe. Pages get a whole catalog on the server; an island gets only
 * the phrases it names, as a prop.
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type {
  Phrase,
  PhraseKey,
  PhraseValues,
  Translate,
} from "@/lib/i18n/phrase.ts";
import { type Times, timesFor } from "@/lib/i18n/times.ts";

/** Which way the language is written. */
export type Direction = "ltr" | "rtl";

/** Everything a component needs to speak to somebody. */
export interface Reader extends Times {
  readonly language: string;
  readonly direction: Direction;
  readonly timeZone: string;
  /** Says a phrase: `t("common.save")`. */
  readonly t: Translate;
  /** Says a sentence that a deed or a problem left unsaid. */
  say(phrase: Phrase): string;
}

/** A reader as plain data, for the props of an island. */
export interface ReaderProps {
  language: string;
  direction: Direction;
  timeZone: string;
  /** Made by `phrasesFor()`; plural forms are kept as `key#few`. */
  phrases: Record<string, string>;
}

/** A reader that lacks only the words. */
export function makeReader(
  about: Omit<ReaderProps, "phrases">,
  t: Translate,
): Reader {
  return {
    language: about.language,
    direction: about.direction,
    timeZone: about.timeZone,
    ...timesFor(about.language, about.timeZone),
    t,
    // A phrase pairs key and values already; the pair is lost on the way in.
    say: ({ key, values }) =>
      (t as (key: PhraseKey, values?: object) => string)(key, values),
  };
}

/** Fills `{name}` places; an unknown place stays as it is. */
function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** The reader of an island, from plain props. Unknown phrases show their key. */
export function clientReader(props: ReaderProps): Reader {
  const numbers = new Intl.NumberFormat(props.language);
  const plurals = new Intl.PluralRules(props.language);
  function t<K extends PhraseKey>(key: K, ...rest: PhraseValues<K>): string {
    const given: Record<string, string | number> = { ...rest[0] };
    const values: Record<string, string> = {};
    let text = props.phrases[key];
    for (const [name, value] of Object.entries(given)) {
      if (typeof value === "number") {
        values[name] = numbers.format(value);
        text = props.phrases[`${key}#${name}=${value}`] ??
          props.phrases[`${key}#${name}:${plurals.select(value)}`] ?? text;
      } else values[name] = value;
    }
    return text === undefined ? key : fill(text, values);
  }
  return makeReader(props, t);
}

/** Carries the reader to every component below. */
export const ReaderContext = createContext<Reader | null>(null);

/** The reader of the page being drawn. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error("No reader: wrap the tree in ReaderContext");
  return reader;
}
