import { readerProps } from "@/lib/i18n/island_phrases.ts";
import type { PhraseKey } from "@/lib/i18n/phrase.ts";
import type { Reader } from "@/lib/i18n/reader.ts";

/** Everything the recorder says. */
const KEYS: PhraseKey[] = [
  "voice.record",
  "voice.pause",
  "voice.resume",
  "voice.stop",
  "voice.discard",
  "voice.listen",
  "voice.level",
  "voice.recording",
  "voice.paused",
  "voice.ready",
  "voice.elapsed",
  "voice.or_file",
  "voice.error.refused",
  "voice.error.no_microphone",
  "voice.error.failed",
  "voice.error.unsent",
];

/** The words of the recorder. */
export function recorderReader(reader: Reader) {
  return readerProps(reader, KEYS);
}
