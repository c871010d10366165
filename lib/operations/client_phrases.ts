/**
 * What scripts may have to say. The build puts it in front of the stream script,
 * one file per language, kept by the browser for ever: pages that carry it would
 * pay for it each time they are opened, and readers without script too.
 */
import { type Language, readerFor } from "@/lib/i18n/catalog.ts";
import { phrasesFor } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";

const KEYS: readonly PhraseKey[] = [
  "common.you",
  "inbox.by",
  "inbox.deleted",
  "inbox.mine",
  "inbox.unread",
  "live.queued",
  "live.reconnecting",
  "live.sign_in",
  "message.discard",
  "message.failed",
  "message.pending",
  "message.read",
  "message.reply.cancel",
  "message.reply.to",
  "message.retry",
  "message.send",
  "message.sent",
  "message.text",
  "message.typing.many",
  "message.typing.one",
  "message.typing.two",
  "message.write",
];

/** A line of script that gives a language's phrases to all scripts of a page. */
export function phrasesScript(language: Language): string {
  const phrases = phrasesFor(readerFor(language, "UTC"), KEYS);
  return `globalThis.parleyPhrases=${JSON.stringify(phrases)};\n`;
}
