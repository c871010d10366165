/** Fills an empty store with the sample organisation. */
import { HUES } from "@/lib/accounts/model.ts";
import { hueOf } from "@/lib/conversations/title.ts";
import { Dice } from "./seed_dice.ts";
import type { Said } from "./seed_said.ts";
import { sayAll } from "./seed_script.ts";
import { putPeople } from "./seed_people.ts";
import { putTalk } from "./seed_store.ts";
import type { Talk } from "./seed_words.ts";
import { arabic } from "./seed_words_arabic.ts";
import { directs } from "./seed_words_directs.ts";
import { everyone } from "./seed_words_everyone.ts";
import { galley } from "./seed_words_galley.ts";
import { logLine, opsLog } from "./seed_words_log.ts";
import { regatta } from "./seed_words_regatta.ts";
import { PEOPLE } from "./seed_words_people.ts";
import { school } from "./seed_words_school.ts";
import { website } from "./seed_words_website.ts";
import { yard } from "./seed_words_yard.ts";

/** The twelve conversations people have. */
export const TALKS: readonly Talk[] = [
  everyone,
  yard,
  school,
  regatta,
  website,
  galley,
  ...directs,
  ...arabic,
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The organisation's first day here. */
const DAYS = 41;
/** The same dice give the same organisation. */
const SEED = 1947;

/** How much of it. */
export interface Sizes {
  /** Messages in the twelve conversations; their visible ends are always whole. */
  readonly messages: number;
  /** Lines of the long one. */
  readonly log: number;
}

/** Writes all of it. @returns how many entries there are now */
export async function fillStore(
  { messages, log }: Sizes,
  now = Date.now(),
): Promise<number> {
  const dice = new Dice(SEED);
  const people = await putPeople(dice, now - DAYS * DAY);
  const hues = new Set(PEOPLE.map(({ hue }) => hue));
  /** An id whose colour nobody has yet, as long as there is such a colour. */
  const newId = (days: number) => {
    for (;;) {
      const id = dice.id(now - days * DAY);
      if (hues.has(hueOf(id)) && hues.size < HUES) continue;
      hues.add(hueOf(id));
      return id;
    }
  };
  let entries = 0;
  for (const talk of TALKS) {
    const count = Math.round(messages * talk.share / 1_000);
    const said = sayAll(dice, talk, count, now);
    const id = newId(talk.days);
    await putTalk(dice, people, { ...talk, id }, said);
    entries += said.length;
  }
  if (log > 0) {
    const about = { ...opsLog, id: newId(opsLog.days) };
    await putTalk(dice, people, about, sayLog(dice, log, now));
  }
  return entries + log;
}

/** The long conversation, day and night. */
function sayLog(dice: Dice, lines: number, now: number): Said[] {
  const [by] = opsLog.members;
  const begins = now - opsLog.days * DAY;
  const step = (now - opsLog.endedAgo * MINUTE - begins) / lines;
  return Array.from({ length: lines }, (_, i): Said => {
    // Somewhere within its step, so that the order holds.
    const at = Math.floor(begins + (i + 1 - dice.roll() * 0.8) * step);
    if (i === 0) return { by: by!, at: begins, note: { what: "created" } };
    return { by: by!, at, text: logLine(dice, i, i * step / HOUR) };
  });
}
