import type { Talk } from "./seed_words.ts";

/** Everybody who works there. */
export const everyone: Talk = {
  name: "Harbour Street",
  description:
    "All of us. News, keys, who is where. For boats see Yard, for courses see Sailing school.",
  members: ["maya", "jonas", "amina", "ravi", "ines", "tom", "greta", "noor"],
  share: 125,
  days: 38,
  endedAgo: 14,
  unread: 0,
  exchanges: [
    [
      "A: <Post|A parcel|A long tube> for {B}, it is in {place}.",
      "B: <At last!|Finally.|That must be {material}.>",
      "A: It is heavier than it looks.",
    ],
    [
      "A: {guest} wants to look around on {day}. Who has half an hour?",
      "B: I do, at {time}.",
      "A: You are the best guide we have anyway.",
    ],
    [
      "A: Heating in {place} is <on|fixed|too warm> now.",
      "B: <I noticed 🙂|Bless you.|I take my second jumper off.>",
    ],
    [
      "A: Does anybody know how the new <printer|coffee machine|alarm> works?",
      "ravi: I wrote a page and put it beside it.",
      "A: I read pages. Thank you.",
    ],
    [
      "A: Bikes please not in front of the gate, the truck with {material} comes at {time}.",
      "B: Moved mine.",
      "C: And mine.",
    ],
    [
      "A: The newspaper wrote about us! Page {n}.",
      "B: With the picture of {boat}?",
      "A: With the picture of *you*.",
      "B: Oh dear.",
    ],
    [
      "greta: Time sheets until {day} please.",
      "A: Done.",
      "B: Done, and I found last month's too.",
      "greta: I was going to ask.",
    ],
    [
      "A: Somebody's car lights are on, grey van at {place}.",
      "B: Mine, running!",
    ],
    [
      "A: {weather} tomorrow. Who closes the shutters at {place}?",
      "B: I pass there at {time}.",
      "A: Thank you {B}.",
    ],
    [
      "A: Found: one glove, left, <blue|wool|very small>.",
      "B: I have the right one!",
      "A: A happy end.",
    ],

    [
      "A: Who has the key to {place}?",
      "B: Hanging behind the door, second hook.",
      "A: Found it, thanks",
    ],
    [
      "A: I am at {place} until {time} if anybody needs me.",
      "B: Could you bring back {thing} when you come?",
      "A: Will do.",
    ],
    [
      "A: {weather} from {time} on. Please double the lines on {boat}.",
      "B: Done, and on {boat2} as well.",
      "C: I put fenders out on the pontoon side 👍",
    ],
    [
      "A: {guest} called and asks whether we are open on {day}.",
      "B: We are, from {time}.",
      "A: I will ring back.",
    ],
    [
      "A: Somebody left {thing} in {place}.",
      "B: Mine! Collecting it after lunch.",
      "A: No hurry",
    ],
    [
      "A: Delivery of {material} came, {n} boxes. Where do you want them?",
      "B: {place} please, not in the corridor again 🙏",
      "A: Corridor is free, I promise",
    ],
    [
      "A: Reminder: members' meeting on {day} at {time}.",
      "B: I will be ten minutes late.",
      "C: I can take the minutes.",
      "A: Perfect, thank you {C}.",
    ],
    [
      "A: The inspector comes on {day}. Life jackets, flares, extinguishers.",
      "B: Extinguishers were checked in spring, papers are in the blue folder.",
      "C: I will count the life jackets",
      "C: {n}, all in date.",
    ],
    [
      "A: The water at {place} is off until {time}.",
      "B: Thanks for saying, I was about to wash {boat}.",
    ],
    [
      "A: Photos of {boat} at sunset are on the shelf by the kettle, take one",
      "B: These are lovely!",
      "C: Who took them?",
      "A: {guest}. With a phone, no less.",
    ],
    [
      "A: I have {n} life jackets without a name on them. Whose?",
      "B: The small ones belong to the school.",
      "A: Then they go back to {place}.",
    ],
    ["A: Off on {day}, back {day2}.", "B: Enjoy it!", "C: 🌊"],
    [
      "A: Can two people help at {place} at {time}? Half an hour at most.",
      "B: Me",
      "C: And me, if I may finish {job} first.",
      "A: You may 😄",
    ],
  ],
  lines: [
    "maya: Good morning all. The co-op bank confirmed: the loan for the new slipway is **approved**. 🎉",
    "jonas: !!!",
    "jonas: Three years of paperwork. I am going to walk down to slip 2 and just look at it for a moment.",
    "amina: Wonderful news. Well done, Greta and Maya.",
    "greta: Thank you! To be precise about what it means:\n\n- 42,000 at 2.9 %, over ten years\n- first instalment in March\n- the old winch may be sold, we do not have to keep it as security",
    "tom: Does the winch come with somebody who understands it?",
    "ines: That is me, and I am not for sale.",
    35,
    "ravi: Before anybody digs: the cable to the pump house runs *under* slip 2. I marked it with orange paint this morning.",
    "jonas: Good that you say it. How deep?",
    "ravi: 60 cm at the shed, 40 at the water. I put the plan here: https://plans.harbourstreet.example/slip-2",
    "jonas: 40 is not much. I will have it moved before the concrete comes.",
    50,
    "noor: صباح الخير جميعاً، خبر رائع! متى نبدأ؟",
    "amina: Noor asks when we begin 🙂",
    "maya: Ground work in the second week of January, if the frost allows. Jonas has the dates.",
    "noor: ممتاز، شكراً مايا",
    24,
    "greta: One more thing, then I stop talking about money. The invoices of November are due on Friday. If you have receipts in a jacket pocket, now is the time.",
    {
      by: "tom",
      text: "Mine are in the tin with the tea. All 14 of them.",
      was: "Mine are in the tin with the tea. All 12 of them.",
    },
    "greta: In the *tea*?",
    "tom: Dry, dark, nobody but me opens it. It is the safest place in the house.",
    "ines: I open it every day, Tom.",
    12,
    "maya: Soup at one, with bread from the new bakery. Come and drink to a slipway.",
  ],
};
