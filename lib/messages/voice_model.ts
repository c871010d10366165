/** What a voice message is, and the rules about it that need no store. */
import type { Voice } from "@/lib/conversations/model.ts";

export type { Voice };

/** The longest one, in milliseconds. */
export const VOICE_LONGEST = 15 * 60_000;
/** Megabytes of one, until an administrator decides otherwise. */
export const VOICE_MEGABYTES = 5;
/** Bars of its picture, and how high one can be. */
export const VOICE_BARS = 64;
export const VOICE_BAR_MOST = 15;

/** A length as a clock shows it: 0:42. Empty where nobody knows it. */
export function lengthText(ms: number): string {
  return ms > 0 ? clockText(Math.max(1, Math.round(ms / 1_000))) : "";
}

/** Seconds as a clock that runs shows them. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const rest = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)}:${rest}`;
}

/**
 * The words of a voice message: a sign that every language reads, its length,
 * and what was written with it. So whatever shows a message in one line (lists,
 * quotes, searches, feeds) shows this one too.
 */
export function voiceText(ms: number, words: string): string {
  return `🎤 ${lengthText(ms)}`.trimEnd() + (words ? `\n${words}` : "");
}

/** Bars as a device sent them, `0,3,15`; none for anything else. */
export function parseBars(typed: string): readonly number[] {
  if (!/^\d{1,2}(,\d{1,2})*$/.test(typed)) return [];
  const bars = typed.split(",").map(Number);
  return bars.length <= VOICE_BARS && bars.every((bar) => bar <= VOICE_BAR_MOST)
    ? bars
    : [];
}

/** Where its sound is. */
export function voicePath(
  { conversation, seq }: { conversation: string; seq: number },
  { file }: Voice,
): string {
  return `/conversations/${conversation}/messages/${seq}/files/${file}`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  "audio/webm": "webm",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
};

/** A name for its file when somebody keeps it. */
export function voiceFileName(seq: number, type: string): string {
  return `voice-${seq}.${ENDINGS[type] ?? "bin"}`;
}
