/**
 * A phrase is something said to a person, named by its key in the catalogs.
 * Its type comes from the English catalogs, so that a misspelt key or a
 * forgotten placeholder does not compile. Types only: runs anywhere.
 */
import type { Placeholders } from "phrases/mod.ts";

/** The key of a phrase, e.g. `error.not_found`. */
export type PhraseKey = keyof Placeholders;

/** The values a phrase needs: nothing, or one object with every placeholder. */
export type PhraseValues<K extends PhraseKey> = keyof Placeholders[K] extends
  never ? [] : [values: Placeholders[K]];

/** Phrases that need no values. One type for all of them: the compiler gives up on a union of a thousand. */
type PlainKey = {
  [K in PhraseKey]: keyof Placeholders[K] extends never ? K : never;
}[PhraseKey];

/** A sentence not said yet: its key together with exactly its values. */
export type Phrase =
  | { readonly key: PlainKey; readonly values?: Record<string, never> }
  | {
    [K in Exclude<PhraseKey, PlainKey>]: {
      readonly key: K;
      readonly values: Readonly<Placeholders[K]>;
    };
  }[Exclude<PhraseKey, PlainKey>];

/** Says a phrase in the reader's language. */
export type Translate = <K extends PhraseKey>(
  key: K,
  ...values: PhraseValues<K>
) => string;
