import type { Exchange } from "./seed_words.ts";

/** What two colleagues say to each other. */
export const between: readonly Exchange[] = [
  [
    "A: <Good morning|Morning>! <Slept well?|Already here?|Did you see the fog?>",
    "B: <Like a stone.|Since seven.|I saw nothing *but* fog.>",
  ],
  [
    "A: {guest} <rang|wrote|was here> about {boat}.",
    "B: And?",
    "A: Wants to <know what it costs|come on {day}|say thank you>.",
    "B: <I ring back.|Good.|That is kind.>",
  ],
  [
    "A: Can you lend me {thing} on {day}?",
    "B: Only if it comes home again.",
    "A: It always does. In the end.",
  ],
  [
    "A: Do not forget {day}, {time}.",
    "B: It is in my calendar, twice.",
    "A: That is why I am asking.",
  ],
  [
    "A: The <list|plan|letter|estimate> you made is exactly right.",
    "B: <Thank you, that took all morning.|Even page two?|Phew.>",
  ],
  [
    "A: <Are you still here?|Still at it?>",
    "B: {place}, lights on.",
    "A: Go home!",
    "B: In {n} minutes. Promise.",
  ],
  [
    "A: Question, no hurry: who decides about {material}?",
    "B: You do, since last meeting.",
    "A: Ah. Then I decided.",
  ],
  [
    "A: Look out of the window, *now*.",
    "B: <A seal!|What a sky.|The ferry is turning. So close!>",
    "A: 😍",
  ],
  [
    "A: I will be at {place} first, then with you.",
    "B: Take {thing} along, please?",
    "A: Have it already.",
  ],
  ["A: Thank you for yesterday.", "B: Any time. Really."],
  [
    "A: Are you in on {day}?",
    "B: From {time}.",
    "A: Good, I need ten minutes of yours.",
  ],
  [
    "A: Did {guest} ever answer?",
    "B: Yesterday, at last. It is a yes.",
    "A: Ha! Finally.",
  ],
  ["A: I left {thing} on your desk.", "B: Got it, thank you!"],
  ["A: Can I ring you?", "B: In a quarter of an hour?", "A: Fine."],
  [
    "A: How did it go with {guest}?",
    "B: Better than expected. We agreed on {day}.",
    "A: Well done.",
  ],
  [
    "A: Small favour: could you look over this before it goes out?",
    "B: Sure. Send it.",
    "A: It is on the table in {place}, on paper, sorry",
    "B: Even better.",
  ],
  ["A: Running late, {n} minutes.", "B: No worries."],
  [
    "A: {boat} looks *so* good from up here.",
    "B: From below too, I just checked.",
    "A: 😄",
  ],
  [
    "A: Remind me, what did we say about {material}?",
    "B: Order {n}, pay after delivery.",
    "A: Right.",
  ],
  ["A: You were right about the {part}.", "B: Say it again?", "A: No."],
  ["A: Coffee?", "B: Always.", "A: Five minutes, {place}"],
  [
    "A: I booked the train on {day}, back the day after.",
    "B: Have a good trip. I keep an eye on {boat}.",
  ],
  [
    "A: Is the meeting at {time} or half an hour later?",
    "B: {time}.",
    "A: Then I am on time for once.",
  ],
  [
    "A: Weather says {weather}.",
    "B: Then let us do the indoor list.",
    "A: Agreed",
  ],
];
