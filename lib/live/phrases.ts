/** What the stream script may have to say; a page prints it as `data-phrases`. */
import { phrasesFor } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

const KEYS: readonly PhraseKey[] = [
  "inbox.by",
  "inbox.mine",
  "inbox.unread",
  "live.reconnecting",
  "message.typing.many",
  "message.typing.one",
  "message.typing.two",
];

const made = new Map<string, string>();

/** The phrases as JSON, for the element that carries `data-cursor` and `data-user`. */
export function livePhrases(reader: Reader): string {
  const known = made.get(reader.language);
  if (known !== undefined) return known;
  const json = JSON.stringify(phrasesFor(reader, KEYS));
  made.set(reader.language, json);
  return json;
}
