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

/** A sentence not said yet: its key together with exactly its values. */
export type Phrase = {
  [K in PhraseKey]: keyof Placeholders[K] extends never
    ? { readonly key: K; readonly values?: Record<string, never> }
    : { readonly key: K; readonly values: Readonly<Placeholders[K]> };
}[PhraseKey];

/** Says a phrase in the reader's language. */
export type Translate = <K extends PhraseKey>(
  key: K,
  ...values: PhraseValues<K>
) => string;
