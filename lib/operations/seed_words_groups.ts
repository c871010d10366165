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

/** Website and booking, where the code is. */
export const website: Talk = {
  name: "Website & booking",
  description: "Bugs, wishes, and the booking form nobody wanted to touch.",
  members: ["ravi", "maya", "tom", "greta"],
  share: 110,
  days: 34,
  endedAgo: 51,
  unread: 0,
  exchanges: [
    [
      "A: The booking form says {n} places left for {day}, I count {n2}.",
      "B: Somebody cancelled by telephone. I correct it.",
      "A: Thanks",
    ],
    [
      "A: {guest} could not pay by card.",
      "B: Time-out at the bank, it went through at {time}.",
      "A: Ah, good. No second charge?",
      "B: None, I looked.",
    ],
    [
      "A: `GET /courses` takes {n}0 ms now, it was 800.",
      "B: What did you do?",
      "A: Deleted things.",
    ],
    [
      "A: Can we have a picture of {boat} on the front page?",
      "B: If somebody takes one without the bins.",
      "A: 😄 on it",
    ],
    ["A: Backup of last night: fine, {n} MB.", "B: 👍"],
    [
      "A: The contact form gets spam again. About roofing.",
      "B: Do we need a roof?",
      "A: No.",
      "B: Then I close the hole.",
    ],
    [
      "A: The calendar shows {day} twice in some browsers.",
      "B: Daylight saving. Of course.",
      "A: Fixed?",
      "B: ```ts\nconst day = startOfDay(date, zone); // not date - date % 86400\n```\nFixed.",
    ],
    [
      "A: Translation of the course page into Arabic is in review.",
      "B: Noor read it?",
      "A: Twice. Three words changed.",
    ],
    [
      "A: Certificate renews itself now, I checked.",
      "B: So no more calls on a Sunday?",
      "A: Not about *that*.",
    ],
    [
      "A: Wish: a printed list per course, one page, large type.",
      "B: Like the old one?",
      "A: Like the old one, but with today's people.",
    ],
    [
      "A: The tide table feed was down from {time}, it is back.",
      "B: Do we say so on the page?",
      "A: It now shows when it last knew something.",
    ],
  ],
  lines: [
    "maya: The spring form lets people book minus one places. I have a Mr Sommer with -1 persons.",
    "ravi: Does he owe us somebody?",
    "tom: We could send my father.",
    'ravi: Found it. The field had `min="1"`, but only the browser knew about that:\n\n```ts\nconst places = Number(form.get("places"));\nif (!Number.isInteger(places) || places < 1) {\n  return refuse("places", "At least one person");\n}\n```',
    "ravi: Now the server says no as well, with a sentence at the field.",
    "greta: And the invoice over -180?",
    "ravi: Cancelled, not deleted. You said numbers must not have gaps.",
    "greta: You *listened*. ❤️",
    38,
    "maya: Next: people on old phones say the page is empty until everything has loaded.",
    "ravi: That was the calendar script, 410 KB. I took it out. The server draws the month now, as a plain table.",
    "ravi: Before and after, on the slow line:\n\n- first text: 6.2 s → **0.9 s**\n- whole page: 11 s → **1.4 s**\n- works without scripts: no → yes",
    'tom: I tested on my father\'s telephone. He said "so it is finished?", which is the nicest thing he has ever said about a website.',
    "maya: 😂 That goes on the wall.",
    22,
    {
      by: "ravi",
      text:
        "Going live tonight after the backup. If something looks odd tomorrow: [status page](https://status.harbourstreet.example) first, then me.",
      was:
        "Going live tonight before the backup. If something looks odd tomorrow: [status page](https://status.harbourstreet.example) first, then me.",
    },
    "greta: *After* the backup. Good man.",
    "maya: Thank you Ravi, really.",
  ],
};
