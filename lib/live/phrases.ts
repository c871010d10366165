/** What the stream script may have to say; a page prints it as `data-phrases`. */
import { phrasesFor, readerProps } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";
import type { Reader, ReaderProps } from "@/lib/i18n/reader.ts";

const KEYS: readonly PhraseKey[] = [
  "inbox.by",
  "inbox.deleted",
  "inbox.mine",
  "inbox.unread",
  "live.reconnecting",
  "message.typing.many",
  "message.typing.one",
  "message.typing.two",
];

const made = new Map<string, string>();

/** The phrases as JSON, for the element that carries `data-cursor` and `data-me`. */
export function livePhrases(reader: Reader): string {
  const known = made.get(reader.language);
  if (known !== undefined) return known;
  const json = JSON.stringify(phrasesFor(reader, KEYS));
  made.set(reader.language, json);
  return json;
}

const COMPOSER_KEYS: readonly PhraseKey[] = [
  "common.you",
  "live.queued",
  "live.sign_in",
  "message.discard",
  "message.failed",
  "message.pending",
  "message.read",
  "message.retry",
  "message.send",
  "message.sent",
  "message.text",
  "message.write",
];

/** The `reader` prop of the composer island. */
export function composerReader(reader: Reader): ReaderProps {
  return readerProps(reader, COMPOSER_KEYS);
}
