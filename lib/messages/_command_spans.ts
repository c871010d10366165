/** Spans of time as one says them behind a command. */
import type { Mute } from "@/lib/conversations/place_model.ts";
import type { REMIND_CHOICES } from "./remind_at.ts";

/** How long it is quiet. */
const SILENCES: Readonly<Record<string, Mute>> = {
  "": "ever",
  ever: "ever",
  "1h": "hour",
  hour: "hour",
  "8h": "hours",
  tomorrow: "morning",
  morning: "morning",
  week: "week",
};

/** How long until a reminder. */
const REMINDERS: Readonly<Record<string, typeof REMIND_CHOICES[number]>> = {
  "": "hour",
  "1h": "hour",
  hour: "hour",
  tomorrow: "tomorrow",
  week: "week",
};

/** What is written in the table itself: "constructor" is in none. */
function own<T>(table: Readonly<Record<string, T>>, word: string) {
  const key = word.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** For how long; undefined: it is no such word. */
export function silenceOf(word: string): Mute | undefined {
  return own(SILENCES, word);
}

/** When; undefined: it is no such word. */
export function reminderOf(
  word: string,
): typeof REMIND_CHOICES[number] | undefined {
  return own(REMINDERS, word);
}
