/** From the words of a conversation to what was said by whom and when. */
import type { Dice } from "./seed_dice.ts";
import { historyOf } from "./seed_history.ts";
import { pauseBefore, type Said } from "./seed_said.ts";
import type { Line, Somebody, Talk } from "./seed_words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Everything said in a conversation, oldest first: `count` of it, or the script if that is more. */
export function sayAll(
  dice: Dice,
  talk: Talk,
  count: number,
  now: number,
): Said[] {
  const script = timeScript(dice, talk.lines, now - talk.endedAgo * MINUTE);
  const begins = now - talk.days * DAY;
  const opening: Said[] = talk.name === "" ? [] : [{
    at: begins,
    by: talk.members[0]!,
    note: { what: "created" },
  }];
  const ends = (script[0]?.at ?? now) - 3 * HOUR;
  const older = Math.max(0, count - script.length - opening.length);
  const history = historyOf(dice, talk, older, { begins, ends });
  return [...opening, ...history, ...script];
}

/** Gives a script its times so that its last line is said at `end`. */
function timeScript(
  dice: Dice,
  lines: readonly Line[],
  end: number,
): Said[] {
  const said: Said[] = [];
  let at = 0;
  for (const line of lines) {
    if (typeof line === "number") {
      at += line * MINUTE;
      continue;
    }
    const one = typeof line === "string" ? split(line) : line;
    const text = "text" in one ? one.text : "";
    at += pauseBefore(dice, text, said.at(-1)?.by === one.by);
    said.push({ ...one, at });
  }
  return said.map((one) => ({ ...one, at: Math.round(one.at + end - at) }));
}

function split(line: string): { by: Somebody; text: string } {
  const colon = line.indexOf(": ");
  return { by: line.slice(0, colon) as Somebody, text: line.slice(colon + 2) };
}
