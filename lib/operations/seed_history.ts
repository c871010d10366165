/** Older talk, put together from small exchanges. */
import type { Dice } from "./seed_dice.ts";
import { pauseBefore, type Said } from "./seed_said.ts";
import type { Exchange, Somebody, Talk } from "./seed_words.ts";
import { PEOPLE } from "./seed_words_people.ts";
import {
  ARABIC_SMALL,
  ARABIC_THINGS,
  SMALL,
  THINGS,
} from "./seed_words_things.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** When people talk: an hour that stands here more often is busier. */
const HOURS = [7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15]
  .concat([15, 16, 16, 17, 17, 18, 19, 20, 21]);

/** Exactly so much talk between two moments, in bursts over the working days. */
export function historyOf(
  dice: Dice,
  talk: Talk,
  count: number,
  { begins, ends }: { begins: number; ends: number },
): Said[] {
  const bursts: { at: number; lines: Spoken[] }[] = [];
  let deck: Exchange[] = [];
  let left = count;
  while (left > 0) {
    const at = someMoment(dice, begins, ends);
    const lines: Spoken[] = [];
    for (let more = dice.pick([1, 1, 2, 3]); more > 0; more--) {
      if (deck.length === 0) deck = dice.shuffle(talk.exchanges);
      lines.push(...speak(dice, talk, deck.pop()!));
    }
    bursts.push({ at, lines: lines.slice(0, left) });
    left -= lines.length;
  }
  bursts.sort((a, b) => a.at - b.at);
  const said: Said[] = [];
  for (const { at, lines } of bursts) {
    let moment = Math.max(at, (said.at(-1)?.at ?? begins) + MINUTE);
    for (const line of lines) {
      moment += pauseBefore(dice, line.text, said.at(-1)?.by === line.by);
      said.push({ ...line, at: Math.round(Math.min(moment, ends)) });
    }
  }
  return said;
}

type Spoken = Omit<Said, "at" | "text"> & { readonly text: string };

/** A moment on some day, mostly in working hours, seldom at the weekend. */
function someMoment(dice: Dice, begins: number, ends: number): number {
  const weekend = dice.chance(0.25);
  const date = new Date(begins + dice.roll() * (ends - begins));
  date.setHours(dice.pick(HOURS), dice.between(0, 59), dice.between(0, 59));
  const day = date.getDay();
  if (!weekend && (day === 0 || day === 6)) {
    date.setTime(date.getTime() - (day === 0 ? 2 : 1) * DAY);
  }
  return Math.min(Math.max(date.getTime(), begins + MINUTE), ends - MINUTE);
}

function speak(dice: Dice, talk: Talk, exchange: Exchange): Spoken[] {
  const named = exchange.map((line) => line.slice(0, line.indexOf(": ")));
  const speakers = dice.shuffle(
    talk.members.filter((one) =>
      (talk.arabic ? one === "noor" || one === "amina" : one !== "noor") &&
      !named.includes(one)
    ),
  );
  const fill = filler(dice, talk, speakers);
  const spoken = exchange.map((line): Spoken => {
    const colon = line.indexOf(": ");
    const who = line.slice(0, colon);
    const by = speakers["ABC".indexOf(who)] ?? who as Somebody;
    return dress(dice, by, fill(line.slice(colon + 2)));
  });
  const silent = talk.members.filter((one) =>
    spoken.every(({ by }) => by !== one)
  );
  if (silent.length > 0 && dice.chance(0.22)) {
    const by = dice.pick(silent);
    const arabic = by === "noor";
    spoken.push({ by, text: dice.pick(arabic ? ARABIC_SMALL : SMALL) });
  }
  return spoken;
}

/** Puts words into the places of an exchange, each place the same word throughout. */
function filler(
  dice: Dice,
  { arabic }: Talk,
  speakers: readonly Somebody[],
): (line: string) => string {
  const chosen = new Map<string, string>();
  const n = dice.between(3, 9);
  chosen.set("n", `${n}`).set("n2", `${n + dice.between(1, 6)}`);
  for (const [i, letter] of ["A", "B", "C"].entries()) {
    const person = PEOPLE.find(({ username }) => username === speakers[i]);
    chosen.set(letter, person?.name.split(" ")[0] ?? "");
  }
  const choose = (place: string): string => {
    const kind = place.replace(/2$/, "");
    const words = (arabic && ARABIC_THINGS[kind]) || THINGS[kind] || [];
    const taken = [...chosen.values()];
    return dice.pick(words.filter((word) => !taken.includes(word)));
  };
  return (line) =>
    line.replace(/<([^<>]*\|[^<>]*)>/g, (_, some) => dice.pick(some.split("|")))
      .replace(/\{(\w+)\}/g, (_, place: string) => {
        const word = chosen.get(place) ?? choose(place);
        chosen.set(place, word);
        return word;
      }).replace(/^\p{Ll}/u, (first) => first.toUpperCase());
}

/** Now and then something was mistyped and put right, or taken back. */
function dress(dice: Dice, by: Somebody, text: string): Spoken {
  const fate = dice.roll();
  const middle = Math.floor(text.length / 2);
  const swapped = `${text.slice(0, middle - 1)}${text[middle]}${
    text[middle - 1]
  }${text.slice(middle + 1)}`;
  if (fate < 0.006) return { by, text, gone: true };
  const typo = /^[\w ,.'?]{12,}$/.test(text) && swapped !== text;
  return fate < 0.03 && typo ? { by, text, was: swapped } : { by, text };
}
