import type { Talk } from "./seed_words.ts";

/** Where the food is. */
export const galley: Talk = {
  name: "Galley",
  description: "Soup, washing up, birthdays.",
  members: ["tom", "maya", "ines", "amina", "jonas", "ravi", "greta", "noor"],
  share: 75,
  days: 36,
  endedAgo: 3,
  unread: 9,
  exchanges: [
    [
      "A: There is <cake|half a cake|apple pie|a basket of pears> from {guest} on the table.",
      "B: <Was.|Thank you!|On my way.>",
      "C: <I had the last piece, it was excellent.|Two pieces left, be quick.>",
    ],
    [
      "tom: Votes for {day}: {dish} or the usual?",
      "A: <The first.|The usual!|What is the usual?>",
      "B: {A} decides, as always.",
    ],
    [
      "A: Could whoever used the good knife put it back *where it was*?",
      "B: Top drawer?",
      "A: It is the good knife. It has its own drawer.",
    ],
    ["A: {guest} left eggs for us, {n} of them.", "tom: Omelette it is."],
    [
      "A: The kettle <hums|leaks|takes for ever>.",
      "ravi: Limescale. I cook it out with vinegar at {time}.",
      "B: So that is the smell.",
    ],
    [
      "A: Tea, {n} sorts, and nobody drinks the fennel one.",
      "B: I do!",
      "A: Then it is yours, all of it.",
    ],
    [
      "tom: {dish} needs a volunteer for chopping.",
      "A: Here, from {time} on.",
      "tom: You are an angel with a peeler.",
    ],
    [
      "A: Tablecloth is in the wash, eat carefully until {day}.",
      "B: I only spill on tablecloths.",
    ],

    [
      "A: Who eats on {day}?",
      "B: Me.",
      "C: Me, without onions.",
      "A: There is no soup without onions, {C}.",
      "C: Then around them.",
    ],
    [
      "A: Coffee is out.",
      "B: Again? I bought {n} packets.",
      "A: It is cold outside.",
    ],
    ["A: {dish} tomorrow.", "B: ❤️", "C: I bring bread."],
    [
      "A: Dishwasher is full and nobody turned it on.",
      "B: I did not know which button.",
      "A: The large one.",
    ],
    [
      "A: It is {guest}'s birthday on {day}, shall we sing?",
      "B: Only if Tom does not start too high.",
      "C: He always does.",
    ],
    [
      "A: Leftovers in the fridge, {dish}, first come.",
      "B: Gone, sorry, thank you",
      "C: I was *three minutes* late.",
    ],
    [
      "A: Whose turn is the big pot?",
      "B: According to the list yours.",
      "A: I wrote that list, I should have known.",
    ],
  ],
  lines: [
    "tom: Friday soup. Candidates: pumpkin, lentil, *the green one*.",
    "ines: Lentil!",
    "ravi: Lentil.",
    "maya: The green one, if Noor makes the bread to it.",
    "noor: بكل سرور 🍞",
    "tom: Then lentil **and** green, I have two pots and no fear.",
    41,
    "jonas: Cake from Mrs Aldous has arrived. It is the size of a hatch cover.",
    "greta: Describe it.",
    "jonas: Walnut. Chocolate on top. A small sugar boat that looks a lot like Petrel, with the leak in the right place.",
    "amina: She is wonderful.",
    "ines: Nobody cuts it before three.",
    'tom: Define "cut".',
    {
      by: "tom",
      text: "Hypothetically, if a corner fell off by itself",
      gone: true,
    },
    "ravi: I saw that.",
    "greta: We all saw that.",
  ],
};
