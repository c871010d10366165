import type { Talk } from "./seed_words.ts";

/** The committee of the winter regatta. */
export const regatta: Talk = {
  name: "Winter regatta",
  description:
    "21 December, shortest day, shortest race. Start at noon, mulled apple juice at two.",
  members: ["tom", "maya", "amina", "greta", "ines"],
  share: 85,
  days: 30,
  endedAgo: 190,
  unread: 0,
  exchanges: [
    [
      "A: <Entry|Late entry|New entry> from {guest}, in {boat}.",
      "B: <Paid?|Fee paid?|With crew?>",
      "A: <Yes|In coins|Half of it, the rest on the day>.",
    ],
    [
      "A: Who writes to the coast guard this year?",
      "B: I did it last year, the letter is in the folder.",
      "A: Then I only change the date",
      "B: And the *year*, please.",
    ],
    [
      "A: Forecast is far away still, but it says {weather}.",
      "B: It always says that at this time of year.",
      "C: I pack two jackets.",
    ],
    [
      "A: {guest} lends us the loudspeaker.",
      "B: The one that whistles?",
      "A: It whistles *on pitch*.",
    ],
    [
      "A: Do we have enough <race numbers|flags|blankets|thermos flasks>?",
      "B: I count {n}, we need {n2}.",
      "A: {B}, could you ask {guest}?",
      "B: Asked. We get them on {day}.",
    ],
    [
      "A: Handicap for {boat}: same as last year?",
      "B: New sail, so three points more.",
      "A: <They will love that.|I tell them gently.|Fair.>",
    ],
    [
      "A: Poster is done, {n} copies hang in town.",
      "B: Saw one at the bakery, very nice.",
      "C: Mine has jam on it already.",
    ],
    [
      "A: Safety boats: {boat} and the harbour launch.",
      "B: Crew?",
      "A: {C} and me. First aid bag is packed.",
    ],
    [
      "A: The café opens <an hour earlier|at ten|the side door> for us.",
      "B: Free coffee for the committee?",
      "A: For those with a life jacket on.",
    ],
    [
      "tom: I thought about a parade before the start.",
      "A: In December?",
      "tom: A *short* parade.",
    ],

    [
      "A: {n} entries so far.",
      "B: Last year it was {n2} at this point.",
      "A: The weather was worse.",
    ],
    [
      "A: {guest} offers prizes again.",
      "B: Not the garden gnomes?",
      "A: *Better* gnomes.",
    ],
    [
      "A: Buoy {n} has moved.",
      "B: I lay it again on {day}.",
      "A: Take the GPS this time please.",
    ],
    [
      "A: The harbour office wants the course on paper.",
      "B: I draw it tonight.",
      "A: Scale 1:10 000, they were strict.",
    ],
    [
      "A: Radio channel for the race?",
      "B: 72, as always.",
      "C: I print it on the cards.",
    ],
    [
      "A: Insurance confirmed for {day}.",
      "B: In writing?",
      "A: In writing. Folder *Regatta*, second tab.",
    ],
    [
      "A: {boat} may start, {boat2} may not, the {part} is {state}.",
      "B: Then {guest} needs a boat.",
      "C: Mine, I am on the committee boat anyway.",
    ],
    [
      "A: Start gun or horn?",
      "B: Horn. The gun frightens the dog.",
      "C: And Tom.",
    ],
  ],
  lines: [
    {
      by: "tom",
      note: { what: "renamed", from: "Regatta", to: "Winter regatta" },
    },
    "tom: Right. 23 boats entered, which is a record, and one of them is a bathtub.",
    "greta: A bathtub with paid entry fee?",
    "tom: Paid in full and in coins.",
    "greta: Then it is a boat.",
    "amina: It needs two hulls' length of freeboard rules, a life jacket for everyone in it, and it starts *last*.",
    "ines: I made it a sail. It was a slow afternoon.",
    63,
    "maya: Course card, second draft:\n\n> Start between the committee boat and the orange buoy\n> Pier 3 to port\n> Seal rock to starboard, keep 50 m off, they are asleep\n> Finish at the café",
    'amina: Good. Add "shorten at the rock if the wind drops below 4 knots".',
    {
      by: "maya",
      text: "Added. And the time limit is 13:40, sunset is 15:51.",
      was: "Added. And the time limit is 13:40, sunset is 16:51.",
    },
    "tom: I love that we have to plan around the sun.",
    {
      by: "amina",
      note: {
        what: "described",
        to:
          "21 December, shortest day, shortest race. Start at noon, mulled apple juice at two.",
      },
    },
    "ines: Who judges the hats?",
    "tom: Greta. She cannot be bribed.",
    "greta: I can, but it has to be receipted.",
  ],
};
