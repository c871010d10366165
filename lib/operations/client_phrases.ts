/**
 * What scripts may have to say. The build puts it in front of the stream script,
 * one file per language, kept by the browser for ever: pages that carry it would
 * pay for it each time they are opened, and readers without script too.
 */
import { type Language, readerFor } from "@/lib/i18n/catalog.ts";
import { phrasesFor } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";

const LIVE: readonly PhraseKey[] = [
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
  "message.more_ways",
  "message.pending",
  "message.read",
  "message.retry",
  "message.send",
  "message.sent",
  "message.text",
  "message.typing.many",
  "message.typing.one",
  "message.typing.two",
  "message.write",
];

/** What the script of the toolbar of rows says; it is loaded when somebody comes near a row. */
const TOOLS: readonly PhraseKey[] = [
  "inbox.waiting.unread_from",
  "common.close",
  "message.actions",
  "message.card.remove",
  "message.copied",
  "message.copy_link",
  "message.copy_text",
  "message.delete.title",
  "message.edit.title",
  "message.forward",
  "message.more",
  "message.pin",
  "message.reactions.more_emoji",
  "message.reactions.title",
  "message.reactions.with",
  "message.reply",
  "message.reply.cancel",
  "message.reply.to",
  "message.save",
  "message.thread.open",
  "message.tools_failed",
  "message.unpin",
];

/** What the script of the list says. */
const LIST: readonly PhraseKey[] = [
  "inbox.arrange.drag",
  "inbox.arrange.moved",
];

/** What the search over a page says by itself. */
const JUMP: readonly PhraseKey[] = ["common.close"];

const SAID = { live: LIVE, tools: TOOLS, list: LIST, jump: JUMP } as const;

/** A line of script that gives a language's phrases to all scripts of a page. */
export function phrasesScript(
  language: Language,
  script: keyof typeof SAID,
): string {
  const phrases = phrasesFor(readerFor(language, "UTC"), SAID[script]);
  const given = JSON.stringify(phrases);
  return `globalThis.parleyPhrases=Object.assign(globalThis.parleyPhrases||{},${given});\n`;
}
